namespace Maintenance.Core.Conditions;

/// <summary>Statistics stored per channel and block; missing values are left out.</summary>
public enum ChannelStatisticKind
{
    /// <summary>Smallest value.</summary>
    Minimum,

    /// <summary>Largest value.</summary>
    Maximum,

    /// <summary>Arithmetic mean.</summary>
    Mean,
}
