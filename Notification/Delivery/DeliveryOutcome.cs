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

    /// <summary>Of a request that was not answered; null when the error is none of a request.</summary>
    /// <param name="error">What ended it.</param>
    /// <param name="receiver">Who did not answer.</param>
    /// <param name="timeout">How long it had.</param>
    /// <param name="hasBegun">True when some of the request may have arrived.</param>
    public static DeliveryOutcome? OfFailure(Exception error, string receiver, TimeSpan timeout, bool hasBegun)
    {
        if (error is HttpRequestException { InnerException: AddressRefusedException refused }) return Refused(refused.Message);
        if (error is not (HttpRequestException or OperationCanceledException or IOException)) return null;
        var words = error is OperationCanceledException ? $"{receiver} did not answer within {timeout}." : error.Message;
        return hasBegun ? Unknown(words) : Failed(words);
    }
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
