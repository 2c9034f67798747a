# Kafka's own console tools, configured from nothing but the printed variables in kafka.env of the working directory.
# Arguments: topic, value.
set -eu

. ./kafka.env
printf '%s\n' "$KAFKA_TRUSTED_CERT" >ca.pem
cat >client.properties <<END
security.protocol=$KAFKA_SECURITY_PROTOCOL
sasl.mechanism=$KAFKA_SASL_MECHANISM
sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
  username="$KAFKA_USERNAME" password="$KAFKA_PASSWORD";
ssl.truststore.type=PEM
ssl.truststore.location=ca.pem
END
servers=$(printf '%s' "$KAFKA_URL" | sed 's,kafka+ssl://,,g')
exec sh "$(dirname "$0")/with-properties.sh" "$servers" "$KAFKA_PREFIX$1" "$2"
