namespace Maintenance.Notification.Delivery;

/// <summary>What became of an attempt.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Error">Why it was not sent; null when it was.</param>
internal readonly record struct DeliveryOutcome(DeliveryKind Kind, string? Error)
{
    public static DeliveryOutcome Sent { get; } = new(DeliveryKind.Sent, Error: null);

    public static DeliveryOutcome Failed(string error) => new(DeliveryKind.Failed, error);

    public static DeliveryOutcome Refused(string error) => new(DeliveryKind.Refused, error);

    public static DeliveryOutcome Unknown(string error) => new(DeliveryKind.Unknown, error);
}

/// <summary>Kinds of outcome.</summary>
internal enum DeliveryKind
{
    /// <summary>The other side has it.</summary>
    Sent,

    /// <summary>It does not have it; it may take it later.</summary>
    Failed,

    /// <summary>It does not have it and never will.</summary>
    Refused,

    /// <summary>It may have it: the answer was lost.</summary>
    Unknown,
}
