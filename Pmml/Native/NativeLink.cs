namespace Maintenance.Pmml.Native;

/// <summary>From sums of leaves to predictions.</summary>
internal enum NativeLink
{
    Identity,

    /// <summary>x·|x|: undoes the root under which targets were trained.</summary>
    SignedSquare,
    Exponential,

    /// <summary>A number between 0 and 1.</summary>
    LogisticNumber,

    /// <summary>Two classes, 0 and 1.</summary>
    Logistic,
    SoftMax,

    /// <summary>Several classes, each against all others: their probabilities need not add up to 1.</summary>
    OneAgainstAll,
}
