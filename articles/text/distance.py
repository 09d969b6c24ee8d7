"""How far one word is from another."""


def distance(one: str, other: str, most: int) -> int:
    """How many letters are left out, put in, changed, or swapped with their neighbour (optimal string alignment).

    Anything above ``most`` is given as ``most + 1``, without looking further.
    """
    one, other = _without_common_ends(one, other)
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        before, above, row = row, before, [place]
        for column, met in enumerate(other, start=1):
            step = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != met))
            if place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == met:
                step = min(step, above[column - 2] + 1)
            row.append(step)
    return min(row[-1], most + 1)


def _without_common_ends(one: str, other: str) -> tuple[str, str]:
    start, shorter = 0, min(len(one), len(other))
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]
