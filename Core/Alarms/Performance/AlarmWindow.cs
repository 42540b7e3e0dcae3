using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms.Performance;

/// <summary>The time that figures are about, and how many operators shared the load. Half-open, Unix µs UTC.</summary>
public readonly record struct AlarmWindow
{
    /// <summary>Longest window.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    /// <param name="fromUnixMicros">Beginning.</param>
    /// <param name="untilUnixMicros">End; not in the future, else the hours to come count as quiet ones.</param>
    /// <param name="operators">Operators at work at any time, at least 1: the load is shared evenly.</param>
    /// <exception cref="ArgumentOutOfRangeException">Empty, longer than <see cref="Longest"/>, or without an operator.</exception>
    public AlarmWindow(long fromUnixMicros, long untilUnixMicros, int operators)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(operators, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(untilUnixMicros, fromUnixMicros);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            untilUnixMicros - fromUnixMicros, UnixMicros.Length(Longest), nameof(untilUnixMicros));
        (FromUnixMicros, UntilUnixMicros, Operators) = (fromUnixMicros, untilUnixMicros, operators);
    }

    /// <summary>Beginning.</summary>
    public long FromUnixMicros { get; }

    /// <summary>End.</summary>
    public long UntilUnixMicros { get; }

    /// <summary>Operators at work at any time.</summary>
    public int Operators { get; }

    /// <summary>Hours of all operators.</summary>
    public double OperatorHours => TimeSpan.FromMicroseconds(UntilUnixMicros - FromUnixMicros).TotalHours * Operators;

    /// <summary>True inside.</summary>
    public bool Includes(long unixMicros) => unixMicros >= FromUnixMicros && unixMicros < UntilUnixMicros;
}
