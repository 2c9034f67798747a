"""A program whose configuration is the printed module headgate.py of the working directory. Arguments: topic, value."""

import os
import sys

sys.path.insert(0, os.getcwd())

import headgate  # noqa: E402
from send_and_read import send_and_read  # noqa: E402

topic, value = sys.argv[1:]
print(send_and_read(headgate.config, headgate.consumer_config, headgate.prefix + topic, value))
