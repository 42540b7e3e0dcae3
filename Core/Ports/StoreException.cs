namespace Maintenance.Core.Ports;

/// <summary>The store could not do what was asked.</summary>
/// <param name="message">What was expected, what was found, and what to do.</param>
/// <param name="isTransient">True when the same call may succeed later.</param>
/// <param name="outcomeUnknown">True when a commit may or may not have happened: read the offset to find out.</param>
/// <param name="inner">The engine's own error.</param>
public sealed class StoreException(string message, bool isTransient = false, bool outcomeUnknown = false, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>True when the same call may succeed later.</summary>
    public bool IsTransient { get; } = isTransient;

    /// <summary>True when a commit may or may not have happened.</summary>
    public bool OutcomeUnknown { get; } = outcomeUnknown;
}
