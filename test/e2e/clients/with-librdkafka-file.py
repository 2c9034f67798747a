"""A program whose configuration is a file of librdkafka's properties. Arguments: how, file, topic, value."""

import sys

from librdkafka_file import read_as_kcat, read_with_escapes
from send_and_read import send_and_read

how, path, topic, value = sys.argv[1:]
config = {"escapes": read_with_escapes, "kcat": read_as_kcat}[how](path)
producer_config = {name: text for name, text in config.items() if name != "group.id"}
print(send_and_read(producer_config, config, topic, value))
