using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.SensorHealth;

namespace Maintenance.Scoring.Trends;

/// <summary>
/// Finds the sensors at fault that only minutes show: one value for long while others move, a drift without a cause, a unit that the other
/// channels contradict. A pure function of the minutes. Without the channels that prove a fault none is found.
/// </summary>
internal static class SensorTrends
{
    // Quarters of an hour: a crew may keep weight and speed, but nothing holds torque or load to the last digit for so long.
    private const int FrozenMinutes = 15;
    private const int UnitMinutes = 10;

    // Of minutes, whose means are taken over all blocks.
    private const float Steadily = 0.99f;

    // Greater than anything in the other units (60 kN.m, 400 kN, 9,000 kN, 50,000 kPa), less than anything in the right one.
    private const float NoTorque = 60;
    private const float NoWeight = 500;
    private const float NoLoad = 10_000;
    private const float NoPressure = 60_000;
    private const float Flow = 0.01f;
    private const float Turned = 1_000;
    private const float InHoleM = 500;
    private const float MinRpm = 0.5f;
    private const float MaxRpm = 5;

    private static readonly (int Channel, MinuteColumn Mean, MinuteColumn Min, MinuteColumn Max)[] Lively =
    [
        (StandardChannels.Torque, MinuteColumn.Torque, MinuteColumn.TorqueMin, MinuteColumn.TorqueMax),
        (StandardChannels.HookLoad, MinuteColumn.HookLoad, MinuteColumn.HookLoadMin, MinuteColumn.HookLoadMax),
        (StandardChannels.StandpipePressure, MinuteColumn.StandpipePressure, MinuteColumn.StandpipePressureMin,
            MinuteColumn.StandpipePressureMax),
        (StandardChannels.WeightOnBit, MinuteColumn.WeightOnBit, MinuteColumn.WeightOnBit, MinuteColumn.WeightOnBit),
        (StandardChannels.MotorCurrent, MinuteColumn.MotorCurrent, MinuteColumn.MotorCurrent, MinuteColumn.MotorCurrent),
    ];

    // What trends judge by, and the descriptor that a fault of its sensor spoils.
    private static readonly (int Descriptor, MinuteColumn[] Columns)[] Measured =
    [
        (Descriptors.IndexOf("torque_mean"),
            [MinuteColumn.Torque, MinuteColumn.TorqueMin, MinuteColumn.TorqueMax, MinuteColumn.SpecificEnergy]),
        (Descriptors.IndexOf("hook_load_mean"), [MinuteColumn.HookLoad, MinuteColumn.HookLoadMin, MinuteColumn.HookLoadMax]),
        (Descriptors.IndexOf("standpipe_pressure_mean"),
            [MinuteColumn.StandpipePressure, MinuteColumn.StandpipePressureMin, MinuteColumn.StandpipePressureMax]),
        (Descriptors.IndexOf("weight_on_bit_mean"), [MinuteColumn.WeightOnBit, MinuteColumn.SpecificEnergy]),
        (Descriptors.IndexOf("rotary_speed_mean"),
            [MinuteColumn.RotarySpeed, MinuteColumn.RotarySpeedDeviation, MinuteColumn.SpecificEnergy]),
    ];

    /// <summary>Finds the faults.</summary>
    /// <param name="minutes">As for <see cref="TrendAssessor.Assess"/>: oldest first, the judged one last.</param>
    public static SensorFaultSet Find(ReadOnlySpan<Minute> minutes)
    {
        var faults = SensorFaultSet.None;
        if (minutes.Length > TrendAssessor.MaxMinutes) minutes = minutes[^TrendAssessor.MaxMinutes..];
        Frozen(LastWhere(minutes, IsDrilling, FrozenMinutes), ref faults);
        Units(LastWhere(minutes, IsDrilling, UnitMinutes), ref faults);
        Speed(LastWhere(minutes, MakesHole, UnitMinutes), ref faults);
        if (PressureZero.IsOff(minutes)) faults.Add(SensorFaultKind.Offset, StandardChannels.StandpipePressure);
        VibrationUnit.Find(minutes, ref faults);
        TemperatureTrends.Find(minutes, ref faults);
        return faults;
    }

    /// <summary>
    /// The minutes without what sensors at fault measured, and without the pressures of another zero; the same ones when there are none.
    /// Allocates only then.
    /// </summary>
    public static ReadOnlySpan<Minute> Without(ReadOnlySpan<Minute> minutes, SensorFaultSet faults)
    {
        var comparable = PressureZero.ComparableFrom(minutes);
        if (faults.IsEmpty && comparable == long.MinValue) return minutes;
        var sound = new Minute[minutes.Length];
        for (var i = 0; i < sound.Length; i++)
        {
            sound[i] = new Minute { Number = minutes[i].Number, Blocks = minutes[i].Blocks };
            minutes[i].Values.CopyTo(sound[i].Values, 0);
        }
        foreach (var (descriptor, columns) in Measured)
        {
            if (!faults.Invalidates(descriptor)) continue;
            foreach (var minute in sound)
                foreach (var column in columns) minute[column] = float.NaN;
        }
        foreach (var minute in sound)
            if (minute.Number < comparable) minute[MinuteColumn.StandpipePressure] = float.NaN;
        return sound;
    }

    private static bool IsDrilling(Minute minute) =>
        minute[MinuteColumn.Drilling] >= Steadily && minute[MinuteColumn.RateOfPenetration] > 0;

    private static bool MakesHole(Minute minute) => minute[MinuteColumn.RateOfPenetration] > 0 && minute[MinuteColumn.Torque] > Turned
        && minute[MinuteColumn.RotarySpeed] is > MinRpm and < MaxRpm
        && minute[MinuteColumn.RotarySpeedDeviation] < 0.2f * minute[MinuteColumn.RotarySpeed];

    // The last minutes, when all of them are alike and none is missing; otherwise none.
    private static ReadOnlySpan<Minute> LastWhere(ReadOnlySpan<Minute> minutes, Func<Minute, bool> alike, int count)
    {
        if (minutes.Length < count) return [];
        var last = minutes[^count..];
        if (last[^1].Number - last[0].Number != count - 1) return [];
        foreach (var minute in last)
            if (!alike(minute)) return [];
        return last;
    }

    private static void Frozen(ReadOnlySpan<Minute> drilling, ref SensorFaultSet faults)
    {
        if (drilling.IsEmpty) return;
        var (still, moving) = (0, 0);
        foreach (var sensor in Lively)
        {
            if (float.IsNaN(drilling[0][sensor.Mean])) continue;
            if (IsConstant(drilling, sensor.Min, sensor.Max)) still++;
            else if (!IsConstant(drilling, sensor.Mean, sensor.Mean)) moving++;
        }
        // When hardly anything moves, it is the record that repeats itself, or a rig that is not drilling.
        if (still == 0 || moving < 2) return;
        foreach (var sensor in Lively)
            if (IsConstant(drilling, sensor.Min, sensor.Max)) faults.Add(SensorFaultKind.Frozen, sensor.Channel);
    }

    private static bool IsConstant(ReadOnlySpan<Minute> minutes, MinuteColumn min, MinuteColumn max)
    {
        var value = minutes[0][min];
        foreach (var minute in minutes)
            if (minute[min] != value || minute[max] != value) return false;
        return true;
    }

    private static void Units(ReadOnlySpan<Minute> drilling, ref SensorFaultSet faults)
    {
        if (drilling.IsEmpty) return;
        var (torque, weight, load, pressure) = (true, true, true, true);
        foreach (var minute in drilling)
        {
            torque &= minute[MinuteColumn.Torque] is > 0.5f and < NoTorque && minute[MinuteColumn.WeightOnBit] > 0;
            weight &= minute[MinuteColumn.WeightOnBit] is > 1 and < NoWeight && minute[MinuteColumn.Torque] > 0;
            load &= minute[MinuteColumn.HookLoad] is > 5 and < NoLoad && minute[MinuteColumn.BitDepth] > InHoleM;
            pressure &= minute[MinuteColumn.StandpipePressure] is > 1 and < NoPressure && minute[MinuteColumn.MudFlowIn] > Flow;
        }
        if (torque) faults.Add(SensorFaultKind.WrongUnit, StandardChannels.Torque);
        if (weight) faults.Add(SensorFaultKind.WrongUnit, StandardChannels.WeightOnBit);
        if (load) faults.Add(SensorFaultKind.WrongUnit, StandardChannels.HookLoad);
        if (pressure) faults.Add(SensorFaultKind.WrongUnit, StandardChannels.StandpipePressure);
    }

    private static void Speed(ReadOnlySpan<Minute> makingHole, ref SensorFaultSet faults)
    {
        if (!makingHole.IsEmpty) faults.Add(SensorFaultKind.WrongUnit, StandardChannels.RotarySpeed);
    }
}
