import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallback;

/**
 * A broker's IAM listener as far as a stand-in can go: the token has to be a signed address for kafka-cluster:Connect,
 * as Amazon MSK wants it, but nobody here can check the signature. Whoever has one is the user "iam".
 */
public final class MskIamValidator implements AuthenticateCallbackHandler {
    private static final List<String> PARTS =
        List.of("Action=kafka-cluster%3AConnect", "X-Amz-Credential=", "X-Amz-Signature=");

    @Override
    public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (!(callback instanceof OAuthBearerValidatorCallback validation)) throw new UnsupportedCallbackException(callback);
            if (isSigned(validation.tokenValue())) validation.token(new IamToken(validation.tokenValue(), System.currentTimeMillis()));
            else validation.error("invalid_token", null, null);
        }
    }

    @Override
    public void close() {
    }

    private static boolean isSigned(String token) {
        try {
            String address = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return PARTS.stream().allMatch(address::contains);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private record IamToken(String value, long startedAtMs) implements OAuthBearerToken {
        @Override
        public Set<String> scope() {
            return Set.of();
        }

        @Override
        public long lifetimeMs() {
            return startedAtMs + 900_000;
        }

        @Override
        public String principalName() {
            return "iam";
        }

        @Override
        public Long startTimeMs() {
            return startedAtMs;
        }
    }
}
