namespace Maintenance.Core.Log;

/// <summary>A stretch of a partition that was written without a break, up to the next span or the end of the log.</summary>
/// <param name="Id">A name that no other stretch of any log has; 1–64 characters, none of them <c>@</c> or a comma.</param>
/// <param name="Start">First offset that may belong to it.</param>
public readonly record struct LogSpan(string Id, long Start);
