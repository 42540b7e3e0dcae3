using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using static Maintenance.Core.Tables.ColumnType;

namespace Maintenance.Core.Tables;

/// <summary>
/// The tables that stages write, equal in every engine (a contract test compares them with each engine's migrations).
/// Meaning of every column: <c>docs/formats/store-tables.md</c>. Besides these an engine holds <c>log_offset</c> and <c>schema_migration</c>.
/// </summary>
public static class StoreTables
{
    /// <summary>Assets and their place: upsert by asset.</summary>
    public static TableSchema Asset { get; } = new("asset",
    [
        new("asset", Text), new("region", Text), new("site", Text), new("rig", Text),
        new("latitude_deg", DoublePrecision), new("longitude_deg", DoublePrecision), new("bit_diameter_m", DoublePrecision),
    ], KeyColumns: 1);

    /// <summary>One row a reading: asset, event time and the standard channels; absent channels are NULL.</summary>
    public static TableSchema Reading { get; } = new("reading",
        [new("asset", Text), new("event_time", Timestamp), .. StandardChannels.All.Select(c => new TableColumn(c.Name, Real))]);

    /// <summary>A customer's further channels, one row a value. The view <c>reading_all</c> shows both, one row a value.</summary>
    public static TableSchema ReadingExtra { get; } = new("reading_extra",
        [new("asset", Text), new("event_time", Timestamp), new("channel", Text), new("value", Real)]);

    /// <summary>High-rate waveforms as received: samples are float32 little endian.</summary>
    public static TableSchema Waveform { get; } = new("waveform",
        [new("asset", Text), new("event_time", Timestamp), new("location", Text), new("sample_rate_hz", Real), new("samples", Blob)]);

    /// <summary>
    /// One row a block and correction: what was stored of it (ledger), its descriptors and the statistics of its channels.
    /// <c>descriptor_current</c> holds the latest knowledge per (asset, event_time).
    /// </summary>
    public static TableSchema Descriptor { get; } = new("descriptor",
    [
        new("asset", Text), new("event_time", Timestamp), new("known_at", Timestamp), new("log_partition", Integer), new("log_offset", BigInt),
        new("duration_us", BigInt), new("reading_count", Integer), new("drilling_state", Text), new("quality", TinyInt),
        .. Descriptors.All.Select(d => new TableColumn(d.Name, Real)), .. ChannelStatistics.All.Select(s => new TableColumn(s.Name, Real)),
    ]);

    /// <summary>
    /// One row an assessment and correction. <c>assessment_current</c> holds the latest knowledge per (asset, event_time),
    /// <c>assessment_latest</c> the newest of each asset.
    /// </summary>
    public static TableSchema Assessment { get; } = new("assessment",
    [
        new("asset", Text), new("event_time", Timestamp), new("known_at", Timestamp), new("log_partition", Integer), new("log_offset", BigInt),
        new("health_index", Real), new("grade", Text), new("failure_mode", Text), new("failure_probability", Real),
        new("rul_p10_hours", Real), new("rul_p50_hours", Real), new("rul_p90_hours", Real),
        new("drilling_state", Text), new("reasons", Text), new("model_hash", Text),
    ]);

    /// <summary>
    /// Account of each stream: upsert by (asset, epoch). Counts are readings. <c>sequenced</c> 1: sent = highest sequence + 1, missing = sent − stored
    /// − rejected; 0: sent = stored + duplicates. <c>ranges</c> is a JSON array of [first, last] pairs of stored sequences.
    /// </summary>
    public static TableSchema StreamAccount { get; } = new("stream_account",
    [
        new("asset", Text), new("epoch", BigInt), new("sequenced", TinyInt), new("sent", BigInt), new("stored", BigInt), new("duplicates", BigInt),
        new("late", BigInt), new("first_event_time", Timestamp), new("last_event_time", Timestamp), new("last_received", Timestamp), new("ranges", Text),
    ], KeyColumns: 2);

    /// <summary>What Ingest refused, with reason and (up to 64 KiB of) bytes.</summary>
    public static TableSchema DeadLetter { get; } = new("dead_letter",
    [
        new("received", Timestamp), new("log_partition", Integer), new("log_offset", BigInt), new("asset", Text), new("source", Text),
        new("reason", Text), new("detail", Text), new("readings", Integer), new("payload_bytes", BigInt), new("payload", Blob),
    ]);

    /// <summary>Models known to this installation: upsert by hash.</summary>
    public static TableSchema Model { get; } = new("model",
    [
        new("model_hash", Text), new("name", Text), new("stage", Text), new("loaded", Timestamp), new("document", Blob),
        new("role", Text), new("card", Text), new("loaded_by", Text), new("promoted", Timestamp), new("promoted_by", Text), new("retired", Timestamp),
    ], KeyColumns: 1);

    /// <summary>
    /// Which model scores which records: of a reader's partition, from this log offset on (decision 0010). Written in the transaction of the
    /// first rows it scored; <c>known_at</c> is when Ingest received that record.
    /// </summary>
    public static TableSchema ModelServing { get; } = new("model_serving",
    [
        new("reader", Text), new("log_partition", Integer), new("from_offset", BigInt), new("known_at", Timestamp), new("model_hash", Text), new("life_model_hash", Text),
    ], KeyColumns: 3);

    /// <summary>
    /// From which log a reader's offsets are: of a partition, from this offset of the store on (decision 0024). <c>log_offset</c> is the log's own offset
    /// there, <c>lineage</c> a <see cref="Log.LogLineage"/> as it was <c>noted</c> last, in a transaction that moved the offset. <c>cut_at</c>: where the log
    /// was seen to end although the reader had been further; −1: it was not.
    /// </summary>
    public static TableSchema LogIdentity { get; } = new("log_identity",
    [
        new("reader", Text), new("topic", Text), new("log_partition", Integer), new("from_offset", BigInt), new("log_offset", BigInt), new("lineage", Text),
        new("cut_at", BigInt), new("noted", Timestamp),
    ], KeyColumns: 4);

    /// <summary>How a model in shadow agrees with the champion, a drill: upsert. Times of first alarms are NULL until one crossed the threshold.</summary>
    public static TableSchema ModelComparison { get; } = new("model_comparison",
    [
        new("reader", Text), new("model_hash", Text), new("shadow_hash", Text), new("asset", Text), new("log_partition", Integer), new("blocks", BigInt), new("same_grade", BigInt),
        new("health_delta_sum", DoublePrecision), new("model_alarm_blocks", BigInt), new("shadow_alarm_blocks", BigInt), new("model_first_alarm", Timestamp),
        new("shadow_first_alarm", Timestamp), new("first_event_time", Timestamp), new("last_event_time", Timestamp), new("failures", BigInt),
    ], KeyColumns: 4);

    /// <summary>
    /// What people did to an asset or found on it: upsert by (asset, event_time, kind). Kinds: <see cref="MaintenanceKinds"/>. <c>withdrawn</c> 1: it was
    /// recorded by mistake.
    /// </summary>
    public static TableSchema MaintenanceRecord { get; } = new("maintenance_record",
    [
        new("asset", Text), new("event_time", Timestamp), new("kind", Text), new("failure_mode", Text), new("note", Text), new("recorded", Timestamp),
        new("recorded_by", Text), new("withdrawn", TinyInt),
    ], KeyColumns: 3);

    /// <summary>
    /// How the remaining life that a model told before a recorded failure compares with what was left: upsert by (asset, failed, model_hash).
    /// <c>inside</c>, <c>early</c> and <c>late</c> count the moments whose truth lay in P10–P90, before P10 and after P90; they add up to <c>moments</c>.
    /// </summary>
    public static TableSchema LifeCoverage { get; } = new("life_coverage",
    [
        new("asset", Text), new("failed", Timestamp), new("model_hash", Text), new("moments", BigInt), new("inside", BigInt), new("early", BigInt), new("late", BigInt),
        new("error_hours_sum", DoublePrecision), new("first_event_time", Timestamp), new("last_event_time", Timestamp), new("settled", Timestamp),
    ], KeyColumns: 3);

    /// <summary>People who may sign in: upsert by name.</summary>
    public static TableSchema UserAccount { get; } = new("user_account",
        [new("name", Text), new("role", Text), new("regions", Text), new("password_hash", Text), new("created", Timestamp)], KeyColumns: 1);

    /// <summary>Who did what: append-only.</summary>
    public static TableSchema Audit { get; } = new("audit",
        [new("event_time", Timestamp), new("who", Text), new("action", Text), new("subject", Text), new("detail", Text)]);

    /// <summary>All of them, parents first.</summary>
    public static IReadOnlyList<TableSchema> All { get; } =
        [Asset, Reading, ReadingExtra, Waveform, Descriptor, Assessment, StreamAccount, DeadLetter, Model, LogIdentity, ModelServing, ModelComparison, MaintenanceRecord, LifeCoverage, UserAccount, Audit];
}
