#!/usr/bin/env python3
"""MiniStack (1.5.33) with a working Amazon MSK in front of one real Kafka broker.

    python msk_stand_in.py            # starts MiniStack; all MiniStack variables apply

MiniStack's own MSK is a control plane only, accepts any secret, and has no
CloudFormation types.  This file adds, without touching the installed package:

  * SCRAM associations that follow MSK's documented rules and end up as real
    SCRAM-SHA-512 users in a real broker, after a delay (MSK is not immediate);
  * UpdateConfiguration and UpdateClusterConfiguration, with a cluster that is UPDATING for a
    while and, if asked to, a real broker that is restarted with the new properties;
  * CreateClusterV2 / DescribeClusterV2 / ListClustersV2, cluster policy, paging
    of ListScramSecrets / ListClusters, GetBootstrapBrokers limited to what the
    cluster has switched on;
  * AWS::MSK::Cluster, ::Configuration, ::ClusterPolicy, ::BatchScramSecret,
    AWS::EC2::EIP and AWS::EC2::NatGateway for CloudFormation / CDK, and Ref of
    AWS::SecretsManager::Secret as its ARN (MiniStack's gives the name);
  * faults: every Nth MSK call fails, or succeeds but loses its answer; single secrets stay unprocessed; a cluster
    is full of users, or in a state that refuses changes.

Environment (beside MiniStack's own)
  MINISTACK_MSK_BOOTSTRAP_SASL_SCRAM   host:port that GetBootstrapBrokers answers
  MINISTACK_MSK_BOOTSTRAP[_TLS|_SASL_IAM]  the same for the other listeners
  MSK_ADMIN_BOOTSTRAP   broker address for the stand-in's own admin connection;
                        unset: SCRAM users are not created anywhere
  MSK_ADMIN_USER, MSK_ADMIN_PASSWORD   a super user of that broker
  MSK_ADMIN_MECHANISM   SCRAM-SHA-512 (default) | PLAIN
  MSK_ADMIN_PROTOCOL    SASL_PLAINTEXT (default) | SASL_SSL;  MSK_ADMIN_CA: PEM file
  MSK_SCRAM_DELAY_S     "2" or "0.5-5": association / disassociation -> broker
  MSK_ROTATION_DELAY_S  new AWSCURRENT value -> broker (default: as above)
  MSK_CREATE_DELAY_S    CreateCluster(V2) by API stays CREATING so long (default 0)
  MSK_UPDATE_DELAY_S    UpdateClusterConfiguration stays UPDATING so long (default 0.5)
  MSK_UPDATE_HOOK       URL that gets a POST of the new server properties; ACTIVE after its answer
  MSK_SCRAM_ITERATIONS  default 4096
  MSK_FAIL_EVERY        n: each n-th matching call fails (0 = never)
  MSK_FAIL_OPS          regular expression over operation names (default: all)
  MSK_FAIL_KIND         throttle (429 TooManyRequestsException, default) | 500 | 503
                        | lost (the call takes effect, the answer is a 500)
  MSK_SEED              seed of the random delays
  MSK_OTHER_USERS       so many users are there beside the associated ones, on every cluster (default 0)
  MSK_UNPROCESSED       so many of the next secrets are answered as unprocessed, for no reason of theirs (default 0)
  MSK_CLUSTER_STATE     the state that every cluster says and acts by (default: its own)
All fault settings can be read and changed while running:
  curl -H 'Host: kafka.local' localhost:4566/v1/clusters/_stand-in
  curl -H 'Host: kafka.local' -X PUT localhost:4566/v1/clusters/_stand-in -d '{"failEvery":3,"failKind":"lost"}'

Documented by AWS and enforced: SCRAM-SHA-512 only; name prefix AmazonMSK_; a
symmetric customer-managed KMS key; same account and region as the cluster; at
most 10 secrets a call; at most 1000 users a cluster; {"username","password"}.
Seen in public bug reports: ErrorCode InvalidSecretArn and the texts marked (*).
Not known, chosen here: the ErrorCode of a malformed value, of the 1001st user
and of a repeated (dis)association; when exactly a rotated value takes effect.

Existing connections survive a disassociation, as Kafka checks SCRAM only on
(re)authentication; set connections.max.reauth.ms on the broker to bound that.
Which users the broker has is not remembered over a restart of this process
unless MiniStack's PERSIST_STATE is on; then associations are applied afresh.
"""
import base64
import json
import logging
import os
import random
import re
import threading
import time
import urllib.request
import uuid
from urllib.parse import unquote

from ministack.core.arn import ArnParseError, parse_arn
from ministack.core.responses import get_account_id, get_region, request_scope
from ministack.services import ec2, kms, msk, secretsmanager
from ministack.services.cloudformation import provisioners

log = logging.getLogger("msk-stand-in")
env = os.environ.get

MAX_PER_CALL, MAX_USERS, PREFIX = 10, 1000, "AmazonMSK_"


def _range(text):
    lo, _, hi = text.partition("-")
    return float(lo), float(hi or lo)


SETTINGS = {
    "scramDelayS": env("MSK_SCRAM_DELAY_S", "2"),
    "rotationDelayS": env("MSK_ROTATION_DELAY_S", "") or env("MSK_SCRAM_DELAY_S", "2"),
    "createDelayS": float(env("MSK_CREATE_DELAY_S", "0")),
    "updateDelayS": float(env("MSK_UPDATE_DELAY_S", "0.5")),
    "failEvery": int(env("MSK_FAIL_EVERY", "0")),
    "failOps": env("MSK_FAIL_OPS", ".*"),
    "failKind": env("MSK_FAIL_KIND", "throttle"),
    "otherUsers": int(env("MSK_OTHER_USERS", "0")),
    "unprocessed": int(env("MSK_UNPROCESSED", "0")),
    "clusterState": env("MSK_CLUSTER_STATE", ""),
}
_random = random.Random(env("MSK_SEED"))
_calls = {"matched": 0, "failed": 0}


def _delay(setting):
    return _random.uniform(*_range(str(SETTINGS[setting])))


# --------------------------------------------------------------- answers ----

def _ok(payload):
    """payload already has MSK's own (camelCase) names."""
    return 200, {"Content-Type": "application/json"}, json.dumps(payload).encode()


def _error(status, code, message):
    # MSK's restJson1: the type in a header, "message" in lower case.
    return (status, {"Content-Type": "application/json", "x-amzn-errortype": code},
            json.dumps({"__type": code, "message": message, "invalidParameter": None}).encode())


def _bad(message):
    return _error(400, "BadRequestException", message)


def _page(items, query, default=100):
    """-> (page, nextToken or None); the token is an opaque offset."""
    def one(name):
        v = query.get(name)
        return v[0] if isinstance(v, list) else v
    try:
        size = min(100, max(1, int(one("maxResults") or default)))
        start = int(base64.urlsafe_b64decode(one("nextToken") or b"MA==").decode())
    except ValueError:
        return None, "bad"
    end = start + size
    token = base64.urlsafe_b64encode(str(end).encode()).decode() if end < len(items) else None
    return items[start:end], token


# --------------------------------------------------------- SCRAM rules ----

def _state(cluster):
    return SETTINGS["clusterState"] or cluster["State"]


def _all_users(arn):
    """The associated secrets, and as many others as the settings say."""
    others = (f"arn:aws:secretsmanager:{get_region()}:{get_account_id()}:secret:{PREFIX}other-{n}-AAAAAA"
              for n in range(SETTINGS["otherUsers"]))
    return [*msk._scram_secrets.get(arn, []), *others]


def _stays_unprocessed():
    SETTINGS["unprocessed"] = max(0, (left := SETTINGS["unprocessed"]) - 1)
    return left > 0


def _scram_on(cluster):
    sasl = (cluster.get("ClientAuthentication") or {}).get("sasl") or {}
    return bool((sasl.get("scram") or {}).get("enabled"))


def _refusal(cluster_arn, secret_arn):
    """Why this secret may not be associated: (ErrorCode, ErrorMessage), or None."""
    try:
        spec = parse_arn(secret_arn)
    except (ArnParseError, TypeError, AttributeError):
        return "InvalidSecretArn", "The provided secret arn is invalid."
    if spec.service != "secretsmanager":
        return "InvalidSecretArn", "The provided secret arn is invalid."
    if (spec.account_id, spec.region) != (get_account_id(), get_region()):
        return "InvalidSecretArn", "The provided secret arn must be in the account and region of the cluster."
    name = spec.resource.partition("secret:")[2]
    if not name.startswith(PREFIX):                                        # (*)
        return "InvalidSecretArn", ("The provided secret arn cannot be used with Amazon MSK. "
                                    "Secret names must have the prefix 'AmazonMSK_'")
    _, secret = secretsmanager._resolve(secret_arn)
    if not secret or secret["ARN"] != secret_arn or secret.get("DeletedDate"):
        return "InvalidSecretArn", "Amazon MSK wasn't able to access the provided secret."  # (*)
    key_id = secret.get("KmsKeyId")
    if not key_id or key_id.endswith("alias/aws/secretsmanager"):
        return "InvalidSecretArn", ("The provided secret is encrypted with the default key; "
                                    "Amazon MSK needs a customer managed KMS key.")
    key = kms._resolve_key(key_id)
    if not key or not key.get("Enabled") or key.get("KeySpec") != "SYMMETRIC_DEFAULT":
        return "InvalidSecretArn", "Amazon MSK wasn't able to access the provided secret."
    if _credential(secret_arn) is None:
        return "InvalidSecretArn", 'The secret value must be {"username": "...", "password": "..."}.'
    return None


def _credential(secret_arn):
    """(username, password, version) of the secret's AWSCURRENT value, or None."""
    _, secret = secretsmanager._resolve(secret_arn, use_arn_scope=True)
    if not secret or secret.get("DeletedDate"):
        return None
    version, record = secretsmanager._find_stage_version(secret, "AWSCURRENT")
    try:
        value = json.loads(record["SecretString"])
        user, password = value["username"], value["password"]
    except (TypeError, KeyError, ValueError):
        return None
    if not all(isinstance(x, str) and x for x in (user, password)):
        return None
    return user, password, version


def _secret_list(arn, body):
    """-> (list, None) or (None, error answer), for both batch operations."""
    missing = msk._validate_existing_cluster_arn(arn)
    if missing:
        return None, missing
    try:
        secrets = json.loads(body or b"{}").get("secretArnList")
    except (ValueError, AttributeError):
        secrets = None
    if not isinstance(secrets, list) or not secrets:
        return None, _bad("secretArnList is required.")
    if len(secrets) > MAX_PER_CALL:
        return None, _bad(f"At most {MAX_PER_CALL} secrets can be given in one call.")
    if not _scram_on(msk._clusters[arn]):
        return None, _bad("SASL/SCRAM authentication is not enabled on the cluster.")
    if _state(msk._clusters[arn]) != "ACTIVE":
        return None, _bad("The cluster is not ACTIVE.")
    return secrets, None


def associate(arn, body):
    secrets, error = _secret_list(arn, body)
    if error:
        return error
    current, unprocessed = list(msk._scram_secrets.get(arn, [])), []
    for s in secrets:
        why = _refusal(arn, s)
        if not why and s in current:
            why = "InvalidSecretArn", "The provided secret is already associated with this cluster."
        if not why and _stays_unprocessed():
            why = "InternalFailure", "The secret could not be processed."
        if not why and len(current) + SETTINGS["otherUsers"] >= MAX_USERS:
            why = "LimitExceeded", f"A cluster can have at most {MAX_USERS} SCRAM users."
        if why:
            unprocessed.append({"errorCode": why[0], "errorMessage": why[1], "secretArn": s})
            continue
        current.append(s)
        # MSK attaches this policy itself, so that the brokers can read the value.
        secretsmanager._resource_policies[s] = json.dumps({"Version": "2012-10-17", "Statement": [{
            "Sid": "AWSKafkaResourcePolicy", "Effect": "Allow",
            "Principal": {"Service": "kafka.amazonaws.com"},
            "Action": "secretsmanager:getSecretValue", "Resource": s}]})
    msk._scram_secrets[arn] = current
    bridge.wake()
    return _ok({"clusterArn": arn, "unprocessedScramSecrets": unprocessed})


def disassociate(arn, body):
    secrets, error = _secret_list(arn, body)
    if error:
        return error
    current, unprocessed = list(msk._scram_secrets.get(arn, [])), []
    for s in secrets:
        if s not in current:
            unprocessed.append({"errorCode": "InvalidSecretArn", "secretArn": s,
                                "errorMessage": "The provided secret is not associated with this cluster."})
        elif _stays_unprocessed():
            unprocessed.append({"errorCode": "InternalFailure", "secretArn": s,
                                "errorMessage": "The secret could not be processed."})
        else:
            current.remove(s)
    msk._scram_secrets[arn] = current
    bridge.wake()
    return _ok({"clusterArn": arn, "unprocessedScramSecrets": unprocessed})


# -------------------------------------------- associations -> the broker ----

class Bridge(threading.Thread):
    """Makes the broker's SCRAM users follow the associations, with MSK's delay.

    Desired state is MiniStack's own table of associations; `self.known` says
    what is in the broker or due to change there.  A failed admin call is simply
    due again a second later.
    """

    def __init__(self):
        super().__init__(daemon=True, name="msk-stand-in")
        self.known = {}     # (account, region, cluster, secret) -> dict(user, version, due, seen)
        self.event = threading.Event()
        self.admin = None

    def wake(self):
        self.event.set()

    def connect(self):
        if self.admin is None:
            from confluent_kafka.admin import AdminClient
            conf = {"bootstrap.servers": env("MSK_ADMIN_BOOTSTRAP"), "sasl.mechanism": env("MSK_ADMIN_MECHANISM", "SCRAM-SHA-512"),
                    "security.protocol": env("MSK_ADMIN_PROTOCOL", "SASL_PLAINTEXT"),
                    "sasl.username": env("MSK_ADMIN_USER", "admin"),
                    "sasl.password": env("MSK_ADMIN_PASSWORD", ""), "client.id": "msk-stand-in"}
            if env("MSK_ADMIN_CA"):
                conf["ssl.ca.location"] = env("MSK_ADMIN_CA")
            self.admin = AdminClient(conf)
        return self.admin

    def alter(self, user, password=None):
        """Create or change the SCRAM user; without a password, delete it."""
        from confluent_kafka import KafkaError, KafkaException
        from confluent_kafka.admin import (ScramCredentialInfo, ScramMechanism,
                                           UserScramCredentialDeletion, UserScramCredentialUpsertion)
        sha512 = ScramMechanism.SCRAM_SHA_512
        if password is None:
            change = UserScramCredentialDeletion(user, sha512)
        else:
            info = ScramCredentialInfo(sha512, int(env("MSK_SCRAM_ITERATIONS", "4096")))
            change = UserScramCredentialUpsertion(user, info, password.encode())
        try:
            self.connect().alter_user_scram_credentials([change], request_timeout=5)[user].result()
        except KafkaException as e:
            if not (password is None and e.args[0].code() == KafkaError.RESOURCE_NOT_FOUND):
                raise

    def run(self):
        while True:
            self.event.wait(0.1)
            self.event.clear()
            try:
                self.step(time.monotonic())
            except Exception:
                log.exception("bridge")

    def step(self, now):
        wanted = {(acc, reg, cluster, s) for (acc, reg, cluster), secrets
                  in list(msk._scram_secrets._data.items()) for s in list(secrets)}
        for k in wanted - self.known.keys():
            self.known[k] = {"user": None, "version": None, "seen": None, "gone": False,
                             "due": now + _delay("scramDelayS")}
        for k, rec in list(self.known.items()):
            if k not in wanted:
                if not rec["gone"]:
                    rec.update(gone=True, due=now + _delay("scramDelayS"))
                if now >= rec["due"]:
                    self.remove(k, rec, now)
                continue
            if rec["gone"]:                      # associated again before the removal was due
                rec.update(gone=False, version=None, seen=None, due=now + _delay("scramDelayS"))
            with request_scope(k[0], k[1]):
                cred = _credential(k[3])
            if cred is None or cred[2] == rec["version"]:
                continue                         # nothing new (a deleted secret leaves its user)
            if cred[2] != rec["seen"]:           # a new value: first sight or rotation
                if rec["seen"] is not None:
                    rec["due"] = now + _delay("rotationDelayS")
                rec["seen"] = cred[2]
            if now >= rec["due"]:
                self.apply(k, rec, cred, now)

    def apply(self, key, rec, cred, now):
        user, password, version = cred
        try:
            self.alter(user, password)
        except Exception as e:
            log.warning("SCRAM upsert of %s failed, again in 1 s: %s", user, e)
            rec["due"] = now + 1
            return
        old, rec["user"], rec["version"] = rec["user"], user, version
        log.info("SCRAM user %s applied (%s)", user, key[3])
        if old and old != user and not self.used(old, key):
            self.alter(old)

    def remove(self, key, rec, now):
        try:
            if rec["user"] and not self.used(rec["user"], key):
                self.alter(rec["user"])
                log.info("SCRAM user %s removed (%s)", rec["user"], key[3])
        except Exception as e:
            log.warning("SCRAM removal of %s failed, again in 1 s: %s", rec["user"], e)
            rec["due"] = now + 1
            return
        self.known.pop(key, None)

    def used(self, user, but):
        return any(r["user"] == user and k != but and not r["gone"] for k, r in self.known.items())


bridge = Bridge()

# ----------------------------------------------------- clusters, version 2 ----


def _v2_info(c):
    """ClusterInfo as MiniStack keeps it -> the Cluster of the V2 operations."""
    soft = c["CurrentBrokerSoftwareInfo"]
    return {"clusterArn": c["ClusterArn"], "clusterName": c["ClusterName"], "clusterType": "PROVISIONED",
            "creationTime": c["CreationTime"], "currentVersion": c["CurrentVersion"],
            "state": _state(c), "tags": c["Tags"], "provisioned": {
                "brokerNodeGroupInfo": c["BrokerNodeGroupInfo"],
                "clientAuthentication": c["ClientAuthentication"],
                "currentBrokerSoftwareInfo": {k[0].lower() + k[1:]: v for k, v in soft.items() if v is not None},
                "encryptionInfo": c["EncryptionInfo"], "enhancedMonitoring": c["EnhancedMonitoring"],
                "loggingInfo": c["LoggingInfo"], "numberOfBrokerNodes": c["NumberOfBrokerNodes"],
                "openMonitoring": c["OpenMonitoring"]}}


def create_cluster(req, by_api):
    answer = msk._create_cluster(json.dumps(req).encode())
    if answer[0] < 400 and by_api and SETTINGS["createDelayS"] > 0:
        c = msk._clusters[json.loads(answer[2])["clusterArn"]]
        c["State"] = "CREATING"
        t = threading.Timer(SETTINGS["createDelayS"], c.__setitem__, ("State", "ACTIVE"))
        t.daemon = True
        t.start()
        out = json.loads(answer[2])
        out["state"] = "CREATING"
        return _ok(out)
    return answer


def create_cluster_v2(body):
    try:
        req = json.loads(body or b"{}")
        provisioned = req["provisioned"]
    except (ValueError, TypeError, KeyError):
        return _bad("Only provisioned clusters are supported by this stand-in.")
    answer = create_cluster({**provisioned, "clusterName": req.get("clusterName"),
                             "tags": req.get("tags") or {}}, True)
    if answer[0] < 400:
        return _ok({**json.loads(answer[2]), "clusterType": "PROVISIONED"})
    return answer


def bootstrap(arn):
    """Only the listeners that the cluster's settings switch on, as MSK does."""
    missing = msk._validate_existing_cluster_arn(arn)
    if missing:
        return missing
    c = msk._clusters[arn]
    all_ = msk._bootstrap_strings(c["ClusterName"])
    auth = c.get("ClientAuthentication") or {}
    sasl = auth.get("sasl") or {}
    wire = ((c.get("EncryptionInfo") or {}).get("encryptionInTransit") or {}).get("clientBroker", "TLS")
    out, free = {}, (auth.get("unauthenticated") or {}).get("enabled", not auth)
    if wire != "TLS" and free:
        out["bootstrapBrokerString"] = all_["BootstrapBrokerString"]
    if (auth.get("tls") or {}).get("enabled") or (wire != "PLAINTEXT" and free):
        out["bootstrapBrokerStringTls"] = all_["BootstrapBrokerStringTls"]
    if _scram_on(c):
        out["bootstrapBrokerStringSaslScram"] = all_["BootstrapBrokerStringSaslScram"]
    if (sasl.get("iam") or {}).get("enabled"):
        out["bootstrapBrokerStringSaslIam"] = all_["BootstrapBrokerStringSaslIam"]
    return _ok(out)


# ------------------------------------------------- configurations, revisions ----


def update_configuration(arn, body):
    missing = msk._validate_existing_configuration_arn(arn)
    if missing:
        return missing
    try:
        req = json.loads(body or b"{}")
        properties = req["serverProperties"]
        base64.b64decode(properties, validate=True)
    except (ValueError, TypeError, KeyError):
        return _bad("serverProperties is required, base64.")
    return _ok({"arn": arn, "latestRevision": _add_revision(arn, properties, req.get("description", ""))})


def _add_revision(arn, properties, description):
    revisions = msk._config_revisions[arn]
    revision = {"Revision": len(revisions) + 1, "CreationTime": msk._now_iso(), "Description": description}
    revisions.append({**revision, "ServerProperties": properties})
    msk._configurations[arn]["LatestRevision"] = revision
    return {k[0].lower() + k[1:]: v for k, v in revision.items()}


def update_cluster_configuration(arn, body):
    missing = msk._validate_existing_cluster_arn(arn)
    if missing:
        return missing
    c = msk._clusters[arn]
    try:
        req = json.loads(body or b"{}")
        wanted = req["configurationInfo"]["arn"], int(req["configurationInfo"]["revision"])
        version = req["currentVersion"]
    except (ValueError, TypeError, KeyError):
        return _bad("configurationInfo and currentVersion are required.")
    if _state(c) != "ACTIVE":
        return _bad("The cluster is not ACTIVE.")
    if version != c["CurrentVersion"]:
        return _bad("This operation can't be completed because currentVersion is not the cluster's.")
    found = [r for r in msk._config_revisions.get(wanted[0], []) if r["Revision"] == wanted[1]]
    if not found:
        return _error(404, "NotFoundException", "There is no such revision of a configuration.")
    c["State"] = "UPDATING"
    threading.Thread(target=_finish_update, args=(c, wanted, found[0]["ServerProperties"]), daemon=True).start()
    return _ok({"clusterArn": arn, "clusterOperationArn": arn.replace(":cluster/", ":cluster-operation/") + "/1"})


def _finish_update(cluster, wanted, properties):
    time.sleep(SETTINGS["updateDelayS"])
    if env("MSK_UPDATE_HOOK"):
        text = properties if isinstance(properties, bytes) else base64.b64decode(properties)
        try:
            urllib.request.urlopen(urllib.request.Request(env("MSK_UPDATE_HOOK"), data=text, method="POST"), timeout=120)
        except OSError:
            log.exception("the broker was not restarted: the cluster stays UPDATING")
            return
    cluster["CurrentBrokerSoftwareInfo"] = {**cluster["CurrentBrokerSoftwareInfo"],
                                            "ConfigurationArn": wanted[0], "ConfigurationRevision": wanted[1]}
    cluster["CurrentVersion"] = "K" + uuid.uuid4().hex[:13].upper()
    cluster["State"] = "ACTIVE"


_policies = {}          # clusterArn -> (policy text, version)


def policy(method, arn, body):
    missing = msk._validate_existing_cluster_arn(arn)
    if missing:
        return missing
    if method == "PUT":
        req = json.loads(body or b"{}")
        _policies[arn] = req.get("policy", ""), uuid.uuid4().hex[:13].upper()
        return _ok({"currentVersion": _policies[arn][1]})
    if arn not in _policies:
        return _error(404, "NotFoundException", "The cluster has no policy.")
    if method == "DELETE":
        del _policies[arn]
        return _ok({})
    return _ok({"policy": _policies[arn][0], "currentVersion": _policies[arn][1]})


# ------------------------------------------------------------ dispatcher ----

_SCRAM = re.compile(r"^/v1/clusters/(.+?)/scram-secrets$")
_POLICY = re.compile(r"^/v1/clusters/(.+?)/policy$")
_BOOT = re.compile(r"^/v1/clusters/(.+?)/bootstrap-brokers$")
_CLUSTER_CONFIGURATION = re.compile(r"^/v1/clusters/(.+?)/configuration$")
_CONFIGURATION = re.compile(r"^/v1/configurations/(.+)$")
_upstream = msk.handle_request


def _operation(method, path):
    if _SCRAM.match(path):
        return {"POST": "BatchAssociateScramSecret", "PATCH": "BatchDisassociateScramSecret",
                "GET": "ListScramSecrets"}.get(method, "?")
    if _POLICY.match(path):
        return {"PUT": "PutClusterPolicy", "GET": "GetClusterPolicy", "DELETE": "DeleteClusterPolicy"}.get(method, "?")
    if _BOOT.match(path):
        return "GetBootstrapBrokers"
    if _CLUSTER_CONFIGURATION.match(path):
        return "UpdateClusterConfiguration"
    if _CONFIGURATION.match(path) and method == "PUT":
        return "UpdateConfiguration"
    v2 = "V2" if path.startswith("/api/v2/") else ""
    if path.rstrip("/") in ("/v1/clusters", "/api/v2/clusters"):
        return {"POST": "CreateCluster", "GET": "ListClusters"}.get(method, "?") + v2
    # The ARN in the path can arrive with its slashes encoded or plain.
    if re.match(r"^/(v1|api/v2)/clusters/arn(:|%3A)[^/]*(/[^/]+/[^/]+)?$", path):
        return {"GET": "DescribeCluster", "DELETE": "DeleteCluster"}.get(method, "?") + v2
    return f"{method} {path}"


def _serve(operation, method, path, body, query):
    """The answer of the operations replaced here; None: MiniStack's own serves it."""
    m = _SCRAM.match(path)
    if m:
        arn = unquote(m.group(1))
        if method == "POST":
            return associate(arn, body)
        if method == "PATCH":
            return disassociate(arn, body)
        missing = msk._validate_existing_cluster_arn(arn)
        if missing:
            return missing
        page, token = _page(_all_users(arn), query)
        if page is None:
            return _bad("nextToken or maxResults is not valid.")
        return _ok({"secretArnList": page, **({"nextToken": token} if token else {})})
    m = _POLICY.match(path)
    if m:
        return policy(method, unquote(m.group(1)), body)
    m = _BOOT.match(path)
    if m:
        return bootstrap(unquote(m.group(1)))
    if operation == "UpdateClusterConfiguration":
        return update_cluster_configuration(unquote(_CLUSTER_CONFIGURATION.match(path).group(1)), body)
    if operation == "UpdateConfiguration":
        return update_configuration(unquote(_CONFIGURATION.match(path).group(1)), body)
    if operation == "CreateCluster":
        try:
            return create_cluster(json.loads(body or b"{}"), True)
        except ValueError:
            return _bad("Body is not valid JSON.")
    if operation == "CreateClusterV2":
        return create_cluster_v2(body)
    if operation == "ListClustersV2":
        prefix = (query.get("clusterNameFilter") or [""])[0]
        items = [_v2_info(c) for c in msk._clusters.values() if c["ClusterName"].startswith(prefix)]
        page, token = _page(items, query)
        if page is None:
            return _bad("nextToken or maxResults is not valid.")
        return _ok({"clusterInfoList": page, **({"nextToken": token} if token else {})})
    if operation == "DescribeClusterV2":
        arn = unquote(path[len("/api/v2/clusters/"):])
        return msk._validate_existing_cluster_arn(arn) or _ok({"clusterInfo": _v2_info(msk._clusters[arn])})
    return None


_FAULTS = {"throttle": (429, "TooManyRequestsException"), "500": (500, "InternalServerErrorException"),
           "503": (503, "ServiceUnavailableException"), "lost": (500, "InternalServerErrorException")}


async def handle_request(method, path, headers, body, query):
    if path == "/v1/clusters/_stand-in":
        if method == "PUT":
            SETTINGS.update({k: v for k, v in json.loads(body or b"{}").items() if k in SETTINGS})
        users = [{"secret": k[3], "user": r["user"], "inBroker": r["version"] is not None, "leaving": r["gone"]}
                 for k, r in list(bridge.known.items())]
        return _ok({**SETTINGS, **_calls, "users": users})
    operation, fault = _operation(method, path), None
    if SETTINGS["failEvery"] and re.search(SETTINGS["failOps"], operation):
        _calls["matched"] += 1
        if _calls["matched"] % SETTINGS["failEvery"] == 0:
            _calls["failed"] += 1
            fault = SETTINGS["failKind"]
    if fault and fault != "lost":
        return _error(*_FAULTS[fault], "Injected by msk_stand_in.")
    answer = _serve(operation, method, path, body, query)
    if answer is None:
        answer = await _upstream(method, path, headers, body, query)
    if fault == "lost":
        return _error(*_FAULTS[fault], "Injected by msk_stand_in: the answer was lost.")
    return answer


msk.handle_request = handle_request

# --------------------------------------------------------- CloudFormation ----
# A handler: create(logical_id, props, stack) -> (physical id, attributes);
# update(physical_id, old, new, stack) -> the same; delete(physical_id, props).


def _camel(o):
    """CloudFormation's PascalCase -> the API's camelCase (tag keys are left alone)."""
    if isinstance(o, dict):
        return {k[:1].lower() + k[1:]: (v if k == "Tags" else _camel(v)) for k, v in o.items()}
    return [_camel(x) for x in o] if isinstance(o, list) else o


def _numbers(o):
    """Numbers and booleans can arrive from a template as text."""
    if isinstance(o, dict):
        return {k: _numbers(v) for k, v in o.items()}
    if isinstance(o, list):
        return [_numbers(x) for x in o]
    return {"true": True, "false": False}.get(o, o) if isinstance(o, str) else o


def _done(answer):
    if answer[0] >= 400:
        raise ValueError(answer[2].decode() if isinstance(answer[2], bytes) else answer[2])
    return json.loads(answer[2])


def _cluster_request(props):
    req = _numbers(_camel(props))
    req["numberOfBrokerNodes"] = int(req["numberOfBrokerNodes"])
    return req


def cluster_create(logical_id, props, stack):
    arn = _done(create_cluster(_cluster_request(props), False))["clusterArn"]
    return arn, {"Arn": arn, "CurrentVersion": msk._clusters[arn]["CurrentVersion"]}


def cluster_update(arn, old, new, stack):
    if old.get("ClusterName") != new.get("ClusterName"):
        raise ValueError("AWS::MSK::Cluster: ClusterName cannot change here (a replacement on AWS).")
    c, req = msk._clusters[arn], _cluster_request(new)
    for field, name in (("BrokerNodeGroupInfo", "brokerNodeGroupInfo"), ("ClientAuthentication", "clientAuthentication"),
                        ("EncryptionInfo", "encryptionInfo"), ("OpenMonitoring", "openMonitoring"),
                        ("LoggingInfo", "loggingInfo")):
        c[field] = req.get(name, {})
    c["EnhancedMonitoring"] = req.get("enhancedMonitoring", "DEFAULT")
    c["NumberOfBrokerNodes"] = req["numberOfBrokerNodes"]
    conf = req.get("configurationInfo") or {}
    c["CurrentBrokerSoftwareInfo"] = {"KafkaVersion": req["kafkaVersion"], "ConfigurationArn": conf.get("arn"),
                                      "ConfigurationRevision": conf.get("revision")}
    c["CurrentVersion"] = "K" + uuid.uuid4().hex[:13].upper()
    return arn, {"Arn": arn, "CurrentVersion": c["CurrentVersion"]}


def cluster_delete(arn, props):
    msk._delete_cluster(arn)
    _policies.pop(arn, None)


def _blob(text):
    """ServerProperties: text in a template, base64 on the API (where MiniStack keeps it as it came)."""
    return base64.b64encode(text.encode()).decode()


def configuration_create(logical_id, props, stack):
    out = _done(msk._create_configuration(json.dumps({
        "name": props["Name"], "serverProperties": _blob(props["ServerProperties"]),
        "description": props.get("Description", ""), "kafkaVersions": props.get("KafkaVersionsList", [])}).encode()))
    return out["arn"], {"Arn": out["arn"], "LatestRevision.Revision": 1,
                        "LatestRevision.CreationTime": out["creationTime"],
                        "LatestRevision.Description": props.get("Description", "")}


def configuration_update(arn, old, new, stack):
    r = _add_revision(arn, _blob(new["ServerProperties"]), new.get("Description", ""))
    return arn, {"Arn": arn, "LatestRevision.Revision": r["revision"],
                 "LatestRevision.CreationTime": r["creationTime"], "LatestRevision.Description": r["description"]}


def configuration_delete(arn, props):
    msk._configurations.pop(arn, None)
    msk._config_revisions.pop(arn, None)


def policy_put(logical_id, props, stack):
    text = props["Policy"] if isinstance(props["Policy"], str) else json.dumps(props["Policy"])
    out = _done(policy("PUT", props["ClusterArn"], json.dumps({"policy": text}).encode()))
    return props["ClusterArn"], {"CurrentVersion": out["currentVersion"]}


def scram_create(logical_id, props, stack):
    arn, secrets = props["ClusterArn"], list(props.get("SecretArnList") or [])
    for i in range(0, len(secrets), MAX_PER_CALL):
        out = _done(associate(arn, json.dumps({"secretArnList": secrets[i:i + MAX_PER_CALL]}).encode()))
        if out["unprocessedScramSecrets"]:
            raise ValueError(json.dumps(out["unprocessedScramSecrets"]))
    return arn, {}


def scram_delete(arn, props):
    secrets = [s for s in props.get("SecretArnList") or [] if s in msk._scram_secrets.get(arn, [])]
    for i in range(0, len(secrets), MAX_PER_CALL):
        disassociate(arn, json.dumps({"secretArnList": secrets[i:i + MAX_PER_CALL]}).encode())


def scram_update(arn, old, new, stack):
    had, has = set(old.get("SecretArnList") or []), set(new.get("SecretArnList") or [])
    scram_delete(arn, {"SecretArnList": sorted(had - has)})
    return scram_create("", {"ClusterArn": arn, "SecretArnList": sorted(has - had)}, stack)


def _tags(resource, props):
    if props.get("Tags"):
        ec2._tags[resource] = [{"Key": t["Key"], "Value": t["Value"]} for t in props["Tags"]]


def eip_create(logical_id, props, stack):
    xml = ec2._allocate_address({"Domain": [props.get("Domain", "vpc")]})[2]
    xml = xml.decode() if isinstance(xml, bytes) else xml
    ip, alloc = (re.search(f"<{t}>(.*?)</{t}>", xml).group(1) for t in ("publicIp", "allocationId"))
    _tags(alloc, props)
    return ip, {"AllocationId": alloc, "PublicIp": ip}


def eip_delete(ip, props):
    for alloc in [k for k, a in ec2._addresses.items() if a["PublicIp"] == ip]:
        ec2._addresses.pop(alloc, None)


def nat_create(logical_id, props, stack):
    p = {k: [props[k]] for k in ("SubnetId", "AllocationId", "ConnectivityType") if props.get(k)}
    xml = ec2._create_nat_gateway(p)[2]
    xml = xml.decode() if isinstance(xml, bytes) else xml
    nat = re.search("<natGatewayId>(.*?)</natGatewayId>", xml).group(1)
    _tags(nat, props)
    return nat, {"NatGatewayId": nat}


def _keep(physical_id, old, new, stack):
    """A change of tags only; anything else would be a replacement, which is not imitated."""
    if any(old.get(n) != new.get(n) for n in {**old, **new} if n != "Tags"):
        raise ValueError(f"{physical_id}: only Tags can change in this stand-in.")
    return physical_id, {"AllocationId": next((k for k, a in ec2._addresses.items()
                                               if a["PublicIp"] == physical_id), ""),
                         "PublicIp": physical_id, "NatGatewayId": physical_id}


# MiniStack answers Ref of a secret with its name; CloudFormation (and so CDK's
# secret.secretArn) means the ARN.  Its own handlers work by name: translate.
_secret = provisioners._RESOURCE_HANDLERS["AWS::SecretsManager::Secret"]


def _secret_name(physical_id):
    return secretsmanager._resolve(physical_id)[0] or physical_id


def secret_create(logical_id, props, stack):
    _, attributes = _secret["create"](logical_id, props, stack)
    return attributes["Arn"], attributes


def secret_update(physical_id, old, new, stack, logical_id=None):
    args = (_secret_name(physical_id), old, new, stack)
    _, attributes = _secret["update"](*args, *([logical_id] if _secret.get("update_with_logical_id") else []))
    return attributes["Arn"], attributes


provisioners._RESOURCE_HANDLERS.update({
    "AWS::SecretsManager::Secret": {**_secret, "create": secret_create, "update": secret_update,
                                    "delete": lambda i, p: _secret["delete"](_secret_name(i), p)},
    "AWS::MSK::Cluster": {"create": cluster_create, "update": cluster_update, "delete": cluster_delete},
    "AWS::MSK::Configuration": {"create": configuration_create, "update": configuration_update,
                                "delete": configuration_delete},
    "AWS::MSK::ClusterPolicy": {"create": policy_put, "update": lambda i, o, n, s: policy_put("", n, s),
                                "delete": lambda i, p: _policies.pop(i, None)},
    "AWS::MSK::BatchScramSecret": {"create": scram_create, "update": scram_update, "delete": scram_delete},
    "AWS::EC2::EIP": {"create": eip_create, "update": _keep, "delete": eip_delete},
    "AWS::EC2::NatGateway": {"create": nat_create, "update": _keep,
                             "delete": lambda i, p: ec2._delete_nat_gateway({"NatGatewayId": [i]})},
})

if __name__ == "__main__":
    if env("MSK_ADMIN_BOOTSTRAP"):
        bridge.start()
    from ministack.app import main
    main()
