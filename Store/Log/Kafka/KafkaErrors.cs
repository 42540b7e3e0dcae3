using Confluent.Kafka;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Kafka;

/// <summary>Classifies Kafka errors for the log's callers: whether the same call may succeed later.</summary>
internal static class KafkaErrors
{
    public static LogException ToLogException(this Error error, string what) =>
        new($"{what}: {error.Reason} ({error.Code}).", IsTransient(error), new KafkaException(error));

    public static LogException ToLogException(this KafkaException error, string what) =>
        new($"{what}: {error.Error.Reason} ({error.Error.Code}).", IsTransient(error.Error), error);

    /// <summary>
    /// Errors for a record, or the batch it came in, that brokers will never accept as is. Any other permanent error
    /// concerns the topic or this client and must not be blamed on records.
    /// </summary>
    public static bool IsRefusal(Error error) => !error.IsFatal && error.Code is
        ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge or ErrorCode.InvalidRecord or ErrorCode.InvalidTimestamp
            or ErrorCode.PolicyViolation;

    /// <summary>
    /// Errors that pass when a broker, a leader or a quorum of replicas is back. All others (authorization, sizes, unknown topics, a fatal
    /// state of the client) need an operator or a restart.
    /// </summary>
    public static bool IsTransient(Error error) => !error.IsFatal && error.Code is
        ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown or ErrorCode.Local_TimedOut or ErrorCode.Local_MsgTimedOut
        or ErrorCode.Local_QueueFull or ErrorCode.Local_Resolve or ErrorCode.Local_WaitCoord or ErrorCode.Local_TimedOutQueue
        or ErrorCode.RequestTimedOut or ErrorCode.NotEnoughReplicas or ErrorCode.NotEnoughReplicasAfterAppend
        or ErrorCode.LeaderNotAvailable or ErrorCode.NotLeaderForPartition or ErrorCode.BrokerNotAvailable or ErrorCode.ReplicaNotAvailable
        or ErrorCode.NetworkException or ErrorCode.GroupCoordinatorNotAvailable or ErrorCode.GroupLoadInProgress
        or ErrorCode.NotCoordinatorForGroup or ErrorCode.RebalanceInProgress or ErrorCode.KafkaStorageError
        or ErrorCode.OffsetNotAvailable or ErrorCode.FencedLeaderEpoch or ErrorCode.UnknownLeaderEpoch;
}
