namespace Maintenance.MlNet.Reading;

/// <summary>Meaning of the numbers in an output column.</summary>
internal enum OutputKind
{
    Number,

    /// <summary>The probability of true; that of false is its complement.</summary>
    Binary,

    /// <summary>A vector with one number per class.</summary>
    Classes,
}
