using Maintenance.Core.Assets;

namespace Maintenance.Simulator.Player;

/// <summary>What a recorded source contains.</summary>
/// <param name="Format">Format.</param>
/// <param name="Assets">Assets to register before the replay.</param>
/// <param name="Streams">One stream per asset, with exact counts.</param>
/// <param name="Logs">The time-indexed logs (WITSML) or files (CSV) the readings come from.</param>
/// <param name="Curves">Mapping of each curve.</param>
/// <param name="Skipped">What is not replayed, and why.</param>
public sealed record RecordedDescription(
    RecordedFormat Format,
    IReadOnlyList<Asset> Assets,
    IReadOnlyList<RecordedStream> Streams,
    IReadOnlyList<RecordedLog> Logs,
    IReadOnlyList<RecordedCurve> Curves,
    IReadOnlyList<SkippedObject> Skipped);

/// <summary>Counts of one asset's stream, which the pipeline's completeness must match after a replay.</summary>
/// <param name="Asset">Asset.</param>
/// <param name="Epoch">Epoch: a hash of the asset, the format and every distinct row.</param>
/// <param name="DistinctReadings">Distinct readings, each to be stored once.</param>
/// <param name="RepeatedReadings">Readings sent again: duplicates.</param>
/// <param name="MissingReadings">Sequence numbers reserved for rows known to be missing.</param>
/// <param name="FirstEventTimeUnixMicros">First event time.</param>
/// <param name="LastEventTimeUnixMicros">Last event time.</param>
public sealed record RecordedStream(
    string Asset, long Epoch, long DistinctReadings, long RepeatedReadings, long MissingReadings, long FirstEventTimeUnixMicros,
    long LastEventTimeUnixMicros);

/// <summary>One log of the source.</summary>
/// <param name="Asset">Asset it belongs to.</param>
/// <param name="Name">Name, for example GenTime.</param>
/// <param name="Uid">Identifier within the source.</param>
/// <param name="Files">Number of files (chunks).</param>
/// <param name="Rows">Rows found.</param>
/// <param name="DistinctRows">Rows, counting repeated ones once.</param>
/// <param name="RepeatedRows">Rows equal to another of the same log and time.</param>
/// <param name="ConflictingRows">Rows with the same time as another row of the log but different text: each is a reading, ordered by
/// text.</param>
/// <param name="Gaps">Gaps without rows.</param>
public sealed record RecordedLog(
    string Asset, string Name, string Uid, int Files, long Rows, long DistinctRows, long RepeatedRows, long ConflictingRows,
    IReadOnlyList<RecordedGap> Gaps);

/// <summary>A gap in a log.</summary>
/// <param name="FromUnixMicros">Time of the last row before it.</param>
/// <param name="ToUnixMicros">Time of the first row after it.</param>
/// <param name="MissingRows">Rows known to be missing; 0 if their number is unknown.</param>
/// <param name="Reason">How the gap is known.</param>
public sealed record RecordedGap(long FromUnixMicros, long ToUnixMicros, long MissingRows, string Reason);

/// <summary>Mapping of a curve.</summary>
/// <param name="Log">Log.</param>
/// <param name="Mnemonic">Curve as named in the source.</param>
/// <param name="Unit">Unit in the source.</param>
/// <param name="Channel">Standard or named channel; null if the curve is left out.</param>
/// <param name="Note">Conversion, or why it is left out.</param>
public sealed record RecordedCurve(string Log, string Mnemonic, string Unit, string? Channel, string Note);

/// <summary>A file or object that is not replayed.</summary>
/// <param name="What">File or object.</param>
/// <param name="Items">Rows, stations or messages in it.</param>
/// <param name="Reason">Why.</param>
public sealed record SkippedObject(string What, long Items, string Reason);
