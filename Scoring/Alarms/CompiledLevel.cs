using Maintenance.Core.Alarms;

namespace Maintenance.Scoring.Alarms;

/// <summary>A level of a rule's version, compiled. Immutable.</summary>
internal sealed class CompiledLevel
{
    /// <summary>The version of the rule.</summary>
    public required AlarmRule Rule { get; init; }

    /// <summary>The level.</summary>
    public required AlarmLevel Level { get; init; }

    /// <summary>Position of its state.</summary>
    public required int Index { get; init; }

    /// <summary>When it stands.</summary>
    public required CompiledExpression When { get; init; }

    /// <summary>Position of the value that its rows name; −1 when it compares nothing.</summary>
    public required int MainSignal { get; init; }

    /// <summary>Limit that its rows name.</summary>
    public required float MainLimit { get; init; }

    /// <summary>Position of its first onset; <see cref="AlarmRule.Count"/> of them when it counts.</summary>
    public required int FirstOnset { get; init; }

    /// <summary>Onsets it keeps; 0 when the first one counts.</summary>
    public int Onsets => Rule.Count > 1 ? Rule.Count : 0;

    /// <summary>True when it is judged by arrival, in times of reception; false: by blocks, in event time.</summary>
    public required bool IsByArrival { get; init; }

    /// <summary>How long silence must last before it can stand, µs; −1 when it does not judge silence.</summary>
    public required long SilenceMicros { get; init; }

    /// <summary>µs of silence after which it is due.</summary>
    public long SilenceDue => SilenceMicros + OnDelay + 1;

    /// <summary>µs of the on-delay.</summary>
    public required long OnDelay { get; init; }

    /// <summary>µs of the off-delay.</summary>
    public required long OffDelay { get; init; }

    /// <summary>µs within which onsets count.</summary>
    public required long Within { get; init; }
}
