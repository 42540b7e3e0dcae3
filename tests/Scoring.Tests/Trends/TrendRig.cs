using Maintenance.Scoring.HealthAssessment.Rules;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Tests.Trends;

/// <summary>A rig whose minutes are written down one after the other; what is not said stays as it was.</summary>
internal sealed class TrendRig
{
    private readonly List<Minute> _minutes = [];
    private double _depth = 2_500;
    private long _number = 30_000_000;

    /// <summary>Multiplies torque: another rig, another size.</summary>
    public double TorqueScale { get; init; } = 1;

    /// <summary>Columns that the rig does not measure.</summary>
    public MinuteColumn[] Missing { get; init; } = [];

    /// <summary>Whether bit and block are measured.</summary>
    public bool HasDepths { get; init; } = true;

    /// <summary>One reading a minute: least, mean and greatest value are the same.</summary>
    public bool OneReading { get; init; }

    /// <summary>Range of torque and of pressure within each minute, as parts of their means.</summary>
    public (double Torque, double Pressure) Surges { get; set; }

    public double Torque { get; set; } = 10_000;

    public double Speed { get; set; } = 120;

    public double Weight { get; set; } = 100_000;

    /// <summary>Hook load with the bit off bottom.</summary>
    public double StringLoad { get; set; } = 1_100_000;

    public double Pressure { get; set; } = 20e6;

    /// <summary>What the gauge shows when the pumps are off, Pa.</summary>
    public double PressureZero { get; set; }

    public double Flow { get; set; } = 0.05;

    public double Rate { get; set; } = 0.003;

    public Minute[] Minutes => [.. _minutes];

    public TrendFindings Findings =>
        TrendAssessor.Assess(_minutes.ToArray().AsSpan(Math.Max(0, _minutes.Count - TrendAssessor.MaxMinutes)));

    /// <summary>Greatest probability of stuck pipe at the end of any minute since the given one.</summary>
    public float GreatestStuckPipe(int from = TrendAssessor.LeastMinutes) => Greatest(f => f.StuckPipe.Probability, from);

    /// <summary>Greatest probability of a washout at the end of any minute.</summary>
    public float GreatestWashout => Greatest(f => f.Washout.Probability, TrendAssessor.LeastMinutes);

    private float Greatest(Func<TrendFindings, float> probability, int from) => Enumerable.Range(from, _minutes.Count - from + 1)
        .Max(n => probability(TrendAssessor.Assess(_minutes.ToArray().AsSpan(Math.Max(0, n - TrendAssessor.MaxMinutes)..n))));

    /// <summary>Drills, with the small unrest of every rig.</summary>
    public TrendRig Drill(int minutes, Action<TrendRig, int>? each = null)
    {
        for (var i = 0; i < minutes; i++)
        {
            each?.Invoke(this, i);
            _depth += Rate * 60;
            Add(StringLoad - Weight, Weight, Torque, Speed, Pressure, Flow, Rate, Rate * 60, Rate * 60);
        }
        return this;
    }

    /// <summary>A connection of four minutes: lifted off bottom, set in slips, pipe screwed on, down again.</summary>
    public TrendRig Connect()
    {
        Add(StringLoad * 1.02, 0, Torque * 0.3, Speed, Pressure, Flow, 0, 9, 9);
        Add(300_000, 0, Torque * 0.8, 3, 0, 0, 0, 20, 0); // making up turns a little, with torque, in slips
        Add(310_000, 0, 0, 0, 0, 0, 0, 1, 0);
        Add(StringLoad * 1.03, 0, Torque * 0.2, Speed / 2, Pressure * 0.6, Flow * 0.7, 0, 9, 9);
        return this;
    }

    /// <summary>Pulls stands out of the hole, three minutes each: one moves, one sets and breaks, one goes down for the next.</summary>
    public TrendRig TripOut(int stands, Func<int, double>? drag = null)
    {
        for (var i = 0; i < stands; i++)
        {
            StringLoad -= 8_000;
            _depth -= 28;
            Add(StringLoad * (1.05 + (drag?.Invoke(i) ?? 0)), 0, 0, 0, 0, 0, 0, 14, 14);
            Add(StringLoad * (1.05 + (drag?.Invoke(i) ?? 0)), 0, 0, 0, 0, 0, 0, 14, 14);
            Add(300_000, 0, 0, 0, 0, 0, 0, 28, 0);
        }
        return this;
    }

    /// <summary>Runs the string in, so many metres a minute, without a stop.</summary>
    public TrendRig RunIn(int minutes, double metres)
    {
        _depth = 2_500 - (minutes * metres);
        for (var i = 0; i < minutes; i++)
        {
            _depth += metres;
            Add(300_000 + (320 * _depth), 0, 0, 0, 0, 0, 0, 1, metres);
        }
        StringLoad = 300_000 + (320 * _depth);
        return this;
    }

    /// <summary>Off bottom, as set.</summary>
    public TrendRig Off(int minutes, double load = 1, double torque = 0, double speed = 0, double pressure = 1, double flow = 1,
        double moved = 1)
    {
        for (var i = 0; i < minutes; i++)
            Add(StringLoad * load, 0, Torque * torque, Speed * speed, Pressure * pressure, Flow * flow, 0, moved, moved);
        return this;
    }

    /// <summary>Nothing is received.</summary>
    public TrendRig Gap(int minutes)
    {
        _number += minutes;
        return this;
    }

    private void Add(double hook, double weight, double torque, double speed, double pressure, double flow, double rate, double block,
        double bit)
    {
        var unrest = 1 + (0.01 * ((_minutes.Count * 7 % 5) - 2));
        var minute = new Minute { Number = _number++, Blocks = 60 };
        Array.Fill(minute.Values, float.NaN);
        Set(MinuteColumn.HookLoad, hook * (1 + ((unrest - 1) / 5)), MinuteColumn.HookLoadMin, MinuteColumn.HookLoadMax);
        if (!OneReading) Spread();
        Set(MinuteColumn.WeightOnBit, weight * unrest);
        Set(MinuteColumn.Torque, torque * unrest * TorqueScale, MinuteColumn.TorqueMin, MinuteColumn.TorqueMax);
        Set(MinuteColumn.RotarySpeed, speed);
        Set(MinuteColumn.StandpipePressure, (pressure == 0 ? PressureZero : pressure) * (1 + ((unrest - 1) / 2)),
            MinuteColumn.StandpipePressureMin, MinuteColumn.StandpipePressureMax);
        Widen(MinuteColumn.TorqueMin, MinuteColumn.TorqueMax, Surges.Torque);
        Widen(MinuteColumn.StandpipePressureMin, MinuteColumn.StandpipePressureMax, Surges.Pressure);
        Set(MinuteColumn.MudFlowIn, flow);
        Set(MinuteColumn.RateOfPenetration, rate * unrest);
        if (HasDepths)
        {
            Set(MinuteColumn.BitDepth, _depth);
            Set(MinuteColumn.HoleDepth, weight > 0 ? _depth : 2_600);
            (minute[MinuteColumn.BitDepthMin], minute[MinuteColumn.BitDepthMax]) = ((float)_depth, (float)(_depth + bit));
            if (!Missing.Contains(MinuteColumn.BlockPositionMin))
                (minute[MinuteColumn.BlockPositionMin], minute[MinuteColumn.BlockPositionMax]) = (1, (float)(1 + block));
        }
        _minutes.Add(minute);

        void Spread() => (minute[MinuteColumn.HookLoadMin], minute[MinuteColumn.HookLoadMax]) =
            (minute[MinuteColumn.HookLoad] * 0.995f, minute[MinuteColumn.HookLoad] * 1.005f);

        void Widen(MinuteColumn min, MinuteColumn max, double range) =>
            (minute[min], minute[max]) = ((float)(minute[min] * (1 - (range / 2))), (float)(minute[max] * (1 + (range / 2))));

        void Set(MinuteColumn column, double value, params MinuteColumn[] others)
        {
            if (Missing.Contains(column)) return;
            minute[column] = (float)value;
            foreach (var other in others) minute[other] = (float)value;
        }
    }
}
