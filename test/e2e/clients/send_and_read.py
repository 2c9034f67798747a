"""Sends a record with librdkafka and reads it back."""

import time

from confluent_kafka import Consumer, Producer

PATIENCE_SECONDS = 120


def send_and_read(producer_config, consumer_config, topic, value):
    """Answers with the first record of the topic, as text."""
    send(Producer(producer_config), topic, value)
    consumer = Consumer({**consumer_config, "auto.offset.reset": "earliest"})
    try:
        consumer.subscribe([topic])
        return first_value(consumer)
    finally:
        consumer.close()


def send(producer, topic, value):
    refusals = []
    producer.produce(topic, value, on_delivery=lambda error, _: refusals.append(error))
    if producer.flush(PATIENCE_SECONDS) > 0:
        raise SystemExit("the record was not sent in time")
    if refusals != [None]:
        raise SystemExit(f"the record was refused: {refusals}")


def first_value(consumer):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        message = consumer.poll(0.2)
        if message is not None and message.error() is None:
            return message.value().decode()
    raise SystemExit("no record came")
