using Maintenance.Core.Assets;

namespace Maintenance.Simulator.Player;

/// <summary>What a recorded source holds.</summary>
/// <param name="Format">Format.</param>
/// <param name="Assets">Proposal of the assets to register before the replay.</param>
/// <param name="Streams">One stream per asset, with its exact account.</param>
/// <param name="Logs">The time-indexed logs (WITSML) or files (CSV) the readings come from.</param>
/// <param name="Curves">Where each curve goes.</param>
/// <param name="Skipped">What is not replayed, and why.</param>
public sealed record RecordedDescription(
    RecordedFormat Format,
    IReadOnlyList<Asset> Assets,
    IReadOnlyList<RecordedStream> Streams,
    IReadOnlyList<RecordedLog> Logs,
    IReadOnlyList<RecordedCurve> Curves,
    IReadOnlyList<SkippedObject> Skipped);

/// <summary>Account of one asset's stream: what the pipeline's completeness must show after a replay.</summary>
/// <param name="Asset">Asset.</param>
/// <param name="Epoch">Epoch: a hash of the asset, the format and every distinct row.</param>
/// <param name="DistinctReadings">Readings to be stored once.</param>
/// <param name="RepeatedReadings">Readings sent again: duplicates.</param>
/// <param name="MissingReadings">Sequence numbers left free for rows known to be absent.</param>
/// <param name="FirstEventTimeUnixMicros">First event time.</param>
/// <param name="LastEventTimeUnixMicros">Last event time.</param>
public sealed record RecordedStream(
    string Asset, long Epoch, long DistinctReadings, long RepeatedReadings, long MissingReadings, long FirstEventTimeUnixMicros,
        long LastEventTimeUnixMicros);

/// <summary>One log of the source.</summary>
/// <param name="Asset">Asset it belongs to.</param>
/// <param name="Name">Name, for example GenTime.</param>
/// <param name="Uid">Identifier within the source.</param>
/// <param name="Files">Files (chunks).</param>
/// <param name="Rows">Rows as found.</param>
/// <param name="DistinctRows">Rows after repeated ones are counted once.</param>
/// <param name="RepeatedRows">Rows equal to another of the same log and time.</param>
/// <param name="ConflictingRows">Rows that share the time of another row of the log and differ from it: each is a reading, in the order of
/// their text.</param>
/// <param name="Gaps">Stretches without rows.</param>
public sealed record RecordedLog(
    string Asset, string Name, string Uid, int Files, long Rows, long DistinctRows, long RepeatedRows, long ConflictingRows,
        IReadOnlyList<RecordedGap> Gaps);

/// <summary>A stretch of a log without rows.</summary>
/// <param name="FromUnixMicros">Time of the last row before it.</param>
/// <param name="ToUnixMicros">Time of the first row after it.</param>
/// <param name="MissingRows">Rows known to be absent; 0 when only time tells and their number is unknown.</param>
/// <param name="Reason">Why it is known.</param>
public sealed record RecordedGap(long FromUnixMicros, long ToUnixMicros, long MissingRows, string Reason);

/// <summary>Where a curve goes.</summary>
/// <param name="Log">Log.</param>
/// <param name="Mnemonic">Curve as named in the source.</param>
/// <param name="Unit">Unit in the source.</param>
/// <param name="Channel">Standard or named channel; null when it is left out.</param>
/// <param name="Note">Conversion, or why it is left out.</param>
public sealed record RecordedCurve(string Log, string Mnemonic, string Unit, string? Channel, string Note);

/// <summary>Something not replayed.</summary>
/// <param name="What">File or object.</param>
/// <param name="Items">Rows, stations or messages in it.</param>
/// <param name="Reason">Why.</param>
public sealed record SkippedObject(string What, long Items, string Reason);
