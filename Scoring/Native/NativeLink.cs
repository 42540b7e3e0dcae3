namespace Maintenance.Scoring.Native;

/// <summary>From sums of leaves to predictions.</summary>
internal enum NativeLink
{
    Identity,
    Exponential,

    /// <summary>A number between 0 and 1.</summary>
    LogisticNumber,

    /// <summary>Two classes, 0 and 1.</summary>
    Logistic,
    SoftMax,
}
