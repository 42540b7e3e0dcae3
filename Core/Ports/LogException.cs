namespace Maintenance.Core.Ports;

/// <summary>The telemetry log could not do what was asked.</summary>
/// <param name="message">What was expected, what was found, where, and what to do.</param>
/// <param name="isTransient">True when the same call may succeed later.</param>
/// <param name="inner">The engine's own error.</param>
public sealed class LogException(string message, bool isTransient, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True when the same call may succeed later (broker unavailable, disk full until space is freed).</summary>
    public bool IsTransient { get; } = isTransient;
}
