"""Does a server answer within three seconds? answers.py postgres|redis ADDRESS; the exit code says."""

import sys

import psycopg
import redis

PROBES = {
    "postgres": lambda address: psycopg.connect(address, connect_timeout=3).close(),
    "redis": lambda address: redis.Redis.from_url(address, socket_connect_timeout=3).ping(),
}

kind, address = sys.argv[1:]
try:
    PROBES[kind](address)
except (psycopg.Error, redis.RedisError) as refusal:
    sys.exit(str(refusal).strip())
