namespace Maintenance.Simulator.Player;

/// <summary>One row of a source on its way into a record.</summary>
/// <param name="TimeUnixMicros">Event time.</param>
/// <param name="Log">Index of its log or file.</param>
/// <param name="Text">The row as text in the log's canonical column order, which identifies repeated rows.</param>
internal readonly record struct RecordedRow(long TimeUnixMicros, int Log, string Text);
