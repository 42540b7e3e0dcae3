namespace Maintenance.Core.Log;

/// <summary>A part of a partition that was written without a break, up to the next span or the end of the log.</summary>
/// <param name="Id">A name unique among the spans of all logs; 1–64 characters without <c>@</c> or comma.</param>
/// <param name="Start">First offset that may belong to it.</param>
public readonly record struct LogSpan(string Id, long Start);
