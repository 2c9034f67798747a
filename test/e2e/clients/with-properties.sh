# Kafka's own console tools with the printed client.properties of the working directory. Arguments: servers, topic, value.
# The class path is in CLASSPATH, the command that starts Java in JAVA.
set -eu

printf '%s\n' "$3" |
  "$JAVA" org.apache.kafka.tools.ConsoleProducer --bootstrap-server "$1" --topic "$2" \
    --command-config client.properties >&2

exec "$JAVA" org.apache.kafka.tools.consumer.ConsoleConsumer --bootstrap-server "$1" --topic "$2" \
  --command-config client.properties --group "${2%%.*}.console" --from-beginning --max-messages 1 --timeout-ms 120000
