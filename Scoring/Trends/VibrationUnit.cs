using Maintenance.Core.Channels;
using Maintenance.Scoring.SensorHealth;

namespace Maintenance.Scoring.Trends;

/// <summary>
/// A vibration level that falls to a tenth between two stretches of steady drilling at the same speed: no machine grows quiet like that,
/// but g is a 9.81th of m/s². A level that rises is never a sensor's: it may be the machine's. It is seen for as long as the minutes reach.
/// Between stretches further apart, as round a trip, something may have been repaired: then another vibration must have stayed.
/// </summary>
internal static class VibrationUnit
{
    private const int MinMinutes = 4;
    private const float Drilled = 0.99f;
    private const float G = 9.81f;

    // Each stretch within this factor of its first minute; their ratio within this factor of g; their speeds within that one.
    private const float Steady = 1.6f;
    private const float NearG = 1.3f;
    private const float NearSpeed = 1.15f;
    private const int MaxGap = 30;

    public static void Find(ReadOnlySpan<Minute> minutes, ref SensorFaultSet faults)
    {
        if (FallsToATenth(minutes, MinuteColumn.LateralRms, MinuteColumn.WaveformRms))
        {
            const int lateral = StandardChannels.VibrationLateral;
            faults.Add(SensorFaultKind.WrongUnit, lateral);
            // Without waveforms the spectra are those of the column.
            faults.Add(SensorFaultKind.WrongUnit, lateral,
                float.IsNaN(minutes[^1][MinuteColumn.WaveformRms]) ? Sensors.ColumnSpectra : Sensors.ColumnLines);
        }
        if (FallsToATenth(minutes, MinuteColumn.WaveformRms, MinuteColumn.LateralRms))
            faults.Add(SensorFaultKind.WrongUnit, Sensors.Waveform);
    }

    private static bool FallsToATenth(ReadOnlySpan<Minute> minutes, MinuteColumn column, MinuteColumn other)
    {
        var now = default(Stretch);
        var before = default(Stretch);
        var (mixed, far) = (false, false);
        for (var i = minutes.Length - 1; i >= 0 && before.Count < MinMinutes; i--)
        {
            var minute = minutes[i];
            if (!(minute[MinuteColumn.Drilling] >= Drilled) || !(minute[column] > 0)) continue;
            if (before.Count > 0)
            {
                if (!before.Add(minute, column, other)) return false;
            }
            else if (!now.Add(minute, column, other))
            {
                // The minute of the change holds values of both kinds.
                var isMixed = minute[column] > now.Level && minute[column] < now.Level * G / NearG;
                if (now.Count < MinMinutes || (isMixed && mixed)) return false;
                if (isMixed)
                {
                    mixed = true;
                    continue;
                }
                far = now.Oldest - minute.Number > MaxGap;
                before.Add(minute, column, other);
            }
        }
        return before.Count >= MinMinutes && IsNear(before.Level / now.Level, G, NearG) && IsNear(before.Speed, now.Speed, NearSpeed)
            && (!far || IsNear(before.Other, now.Other, Steady));
    }

    private static bool IsNear(float value, float other, float factor) => value <= other * factor && value >= other / factor;

    /// <summary>Minutes of one level.</summary>
    private struct Stretch
    {
        private double _levels;
        private double _speeds;
        private double _others;
        private float _first;

        public int Count { get; private set; }

        public long Oldest { get; private set; }

        public readonly float Level => (float)(_levels / Count);

        public readonly float Speed => (float)(_speeds / Count);

        public readonly float Other => (float)(_others / Count);

        /// <summary>Adds an older minute; false, with nothing added, when its level is another.</summary>
        public bool Add(Minute minute, MinuteColumn column, MinuteColumn other)
        {
            if (Count == 0) _first = minute[column];
            else if (!IsNear(minute[column], _first, Steady)) return false;
            (_levels, _others, _speeds) = (_levels + minute[column], _others + minute[other], _speeds + minute[MinuteColumn.RotarySpeed]);
            (Count, Oldest) = (Count + 1, minute.Number);
            return true;
        }
    }
}
