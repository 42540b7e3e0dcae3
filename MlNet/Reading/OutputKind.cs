namespace Maintenance.MlNet.Reading;

/// <summary>What the numbers of an output column are.</summary>
internal enum OutputKind
{
    Number,

    /// <summary>The probability of true; that of false is its complement.</summary>
    Binary,

    /// <summary>A vector, one number a class.</summary>
    Classes,
}
