import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.requests.AbstractResponse;

/** Somewhere that a request can be sent to. */
interface Line {
    /** Sends it in that version of it; throws a Refused with the error codes of the answer unless there are none. */
    AbstractResponse send(ApiMessage message, int version) throws Exception;

    /** Sends it and does not mind a refusal. */
    default void answers(ApiMessage message, int version) throws Exception {
        try {
            send(message, version);
        } catch (Refused refused) {
            // Whoever asks goes on all the same.
        }
    }
}
