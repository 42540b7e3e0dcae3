namespace Maintenance.Pmml.Native;

/// <summary>Link from sums of leaves to predictions.</summary>
internal enum NativeLink
{
    Identity,

    /// <summary>x·|x|: inverts the square root applied to targets in training.</summary>
    SignedSquare,
    Exponential,

    /// <summary>ln(1 + eˣ).</summary>
    LogOnePlusExponential,

    /// <summary>1 above zero, otherwise 0.</summary>
    Hinge,

    /// <summary>A number between 0 and 1.</summary>
    LogisticNumber,

    /// <summary>Two classes, 0 and 1.</summary>
    Logistic,
    SoftMax,

    /// <summary>Several classes, one against all: their probabilities need not add up to 1.</summary>
    OneAgainstAll,
}
