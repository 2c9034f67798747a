import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/** What the administrator's controls leave behind, and what a mis-isolated attacker was granted. */
final class Traces {
    private interface Step {
        void run() throws Exception;
    }

    static void remove(Party administrator, String attacker) {
        String made = administrator.prefix + "attack-made";
        quietly(() -> administrator.admin().deleteTopics(administrator.admin().listTopics().names().get().stream()
            .filter(name -> name.startsWith(administrator.prefix + "attack-") || name.endsWith("-attack")
                || name.contains("xxxxxxxxxxxxxxxx")).toList()).all().get());
        quietly(() -> administrator.admin().alterUserScramCredentials(List.of(
            new UserScramCredentialDeletion(made, ScramMechanism.SCRAM_SHA_512))).all().get());
        quietly(() -> administrator.admin().alterClientQuotas(List.of(new ClientQuotaAlteration(
            new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, made)),
            List.of(new ClientQuotaAlteration.Op("producer_byte_rate", null))))).all().get());
        for (String username : List.of(attacker, administrator.username))
            quietly(() -> administrator.admin().deleteAcls(List.of(
                all(username, "*"), all(username, administrator.prefix + "attack-granted"))).all().get());
        unset(administrator, ConfigResource.Type.BROKER, "1", "log.cleaner.threads");
        unset(administrator, ConfigResource.Type.BROKER, "", "log.cleaner.threads");
        unset(administrator, ConfigResource.Type.CLIENT_METRICS, "attack", "interval.ms");
        unset(administrator, ConfigResource.Type.GROUP, administrator.prefix + "attack-consumer", "consumer.session.timeout.ms");
    }

    private static AclBindingFilter all(String username, String name) {
        return new AclBindingFilter(new ResourcePatternFilter(ResourceType.ANY, name, PatternType.LITERAL),
            new AccessControlEntryFilter("User:" + username, null, AclOperation.ANY, AclPermissionType.ANY));
    }

    private static void unset(Party administrator, ConfigResource.Type type, String name, String setting) {
        quietly(() -> administrator.admin().incrementalAlterConfigs(Map.of(new ConfigResource(type, name), List.of(
            new AlterConfigOp(new ConfigEntry(setting, ""), AlterConfigOp.OpType.DELETE)))).all().get());
    }

    /** What is not there any more needs no removing. */
    private static void quietly(Step step) {
        try {
            step.run();
        } catch (Exception gone) {
            System.err.println("left behind: " + Party.causeOf(gone).getMessage());
        }
    }
}
