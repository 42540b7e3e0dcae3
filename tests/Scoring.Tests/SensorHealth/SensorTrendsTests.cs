using Maintenance.Core.Channels;
using Maintenance.Scoring.SensorHealth;
using Maintenance.Scoring.Trends;
using static Maintenance.Scoring.Trends.MinuteColumn;

namespace Maintenance.Scoring.Tests.SensorHealth;

/// <summary>Each fault of a sensor that only hours show, and the sound sensors that look like it.</summary>
public sealed class SensorTrendsTests
{
    [Fact]
    public void A_well_that_is_drilled_has_no_sensor_at_fault() => Faults(120, Drill).ShouldBeEmpty();

    [Theory]
    [InlineData((int)Torque, "torque frozen")]
    [InlineData((int)HookLoad, "hook_load frozen")]
    [InlineData((int)StandpipePressure, "standpipe_pressure frozen")]
    [InlineData((int)WeightOnBit, "weight_on_bit frozen")]
    [InlineData((int)MotorCurrent, "motor_current frozen")]
    public void What_keeps_its_value_for_a_quarter_of_an_hour_of_drilling_is_frozen(int column, string expected)
    {
        Faults(120, (minute, i) => Freeze(minute, i, column, from: 105)).ShouldBe([expected]);
        Faults(120, (minute, i) => Freeze(minute, i, column, from: 106)).ShouldBeEmpty("a minute less");
        Faults(120, (minute, i) =>
        {
            Freeze(minute, i, column, from: 105);
            if (i == 110) minute[Drilling] = 0.5f;
        }).ShouldBeEmpty("there was a connection");
    }

    [Fact]
    public void A_rig_that_stands_still_and_a_record_that_repeats_itself_accuse_no_sensor()
    {
        Faults(120, (minute, i) =>
        {
            Drill(minute, 0);
            (minute[Turning], minute[Drilling], minute[RateOfPenetration]) = (0, 0, 0);
        }).ShouldBeEmpty();
        Faults(120, (minute, _) => Drill(minute, 0)).ShouldBeEmpty("everything stands still: not one sensor");
    }

    [Theory]
    [InlineData((int)Torque, 1e-3f, "torque wrong_unit")]
    [InlineData((int)WeightOnBit, 1e-3f, "weight_on_bit wrong_unit")]
    [InlineData((int)WeightOnBit, 1 / 4448.2f, "weight_on_bit wrong_unit")]
    [InlineData((int)HookLoad, 1e-3f, "hook_load wrong_unit")]
    [InlineData((int)HookLoad, 1 / 4448.2f, "hook_load wrong_unit")]
    [InlineData((int)StandpipePressure, 1e-5f, "standpipe_pressure wrong_unit")]
    [InlineData((int)StandpipePressure, 1 / 6894.8f, "standpipe_pressure wrong_unit")]
    [InlineData((int)StandpipePressure, 1e-3f, "standpipe_pressure wrong_unit")]
    public void A_value_that_only_another_unit_makes_plausible_is_named(int column, float factor, string expected)
    {
        Faults(120, (minute, i) => Scale(minute, i, column, factor, from: 110)).ShouldBe([expected]);
        Faults(120, (minute, i) => Scale(minute, i, column, factor, from: 111)).ShouldBeEmpty("nine minutes");
    }

    [Fact]
    public void Revolutions_per_second_are_no_revolutions_per_minute()
    {
        void Slow(Minute minute, int i)
        {
            Drill(minute, i);
            (minute[RotarySpeed], minute[RotarySpeedDeviation], minute[Turning], minute[Drilling]) = (2.2f, 0.05f, 0, 0);
        }

        Faults(120, Slow).ShouldBe(["rotary_speed wrong_unit"]);
        Faults(120, (minute, i) =>
        {
            Slow(minute, i);
            (minute[RotarySpeed], minute[RotarySpeedDeviation]) = (0, 0);
        }).ShouldBeEmpty("the string slides");
        Faults(120, (minute, i) =>
        {
            Slow(minute, i);
            minute[RotarySpeedDeviation] = 3;
        }).ShouldBeEmpty("the string is rocked");
    }

    [Fact]
    public void A_machine_temperature_that_stays_while_the_others_move_is_frozen()
    {
        Faults(120, (minute, i) =>
        {
            Drill(minute, i);
            (minute[BearingTemperature], minute[MotorTemperature]) = (61, 60 + i / 6f);
        }).ShouldBe(["bearing_temperature frozen"]);
        Faults(120, (minute, i) =>
        {
            Drill(minute, i);
            (minute[BearingTemperature], minute[MotorTemperature], minute[GearboxTemperature]) = (61, 70 + i % 3, 65);
        }).ShouldBeEmpty("coarse, and in balance");
    }

    [Fact]
    public void A_temperature_that_drifts_without_a_cause_is_a_sensors_and_one_that_warms_at_work_is_a_machines()
    {
        Faults(120, (minute, i) =>
        {
            Rest(minute, i);
            minute[GearboxTemperature] = 30 + i / 10f;
        }).ShouldBe(["gearbox_temperature drifting"], "warmer at rest");
        Faults(120, Rest).ShouldBeEmpty("a machine that cools");
        Faults(120, (minute, i) =>
        {
            Drill(minute, i);
            minute[BearingTemperature] = 75 - i / 6f;
        }).ShouldBe(["bearing_temperature drifting"], "colder at work");
        Faults(120, (minute, i) =>
        {
            Drill(minute, i);
            minute[BearingTemperature] = 60 + i / 4f;
        }).ShouldBeEmpty("a bearing that warms");
        Faults(120, (minute, i) =>
        {
            Drill(minute, i);
            foreach (var column in new[] { BearingTemperature, MotorTemperature, GearboxTemperature }) minute[column] = 80 - i / 6f;
        }).ShouldBeEmpty("a machine with less load");
    }

    [Fact]
    public void A_step_that_makes_degrees_Fahrenheit_of_a_temperature_is_named_as_long_as_it_is_seen()
    {
        void Step(Minute minute, int i, float before, float after)
        {
            Drill(minute, i);
            minute[MotorTemperature] = i < 50 ? before : i == 50 ? (before + after) / 2 : after;
        }

        Faults(120, (minute, i) => Step(minute, i, 60, 140)).ShouldBe(["motor_temperature wrong_unit"]);
        Faults(120, (minute, i) => Step(minute, i, 60, 90)).ShouldBeEmpty("a step of another kind");
        Faults(120, (minute, i) => Step(minute, i, 0, 32)).ShouldBeEmpty("a sensor that comes alive");
        Faults(120, (minute, i) => Step(minute, i < 80 ? i : 0, 60, 140)).ShouldBeEmpty("it was mended");
    }

    [Theory]
    [InlineData(1.2e6f, 0, true)]
    [InlineData(-0.4e6f, 0, true)]
    [InlineData(0, 0, false)]
    [InlineData(0.4e6f, 0, false)]
    [InlineData(1.2e6f, 0.5e6f, false)]
    public void A_pressure_that_is_not_zero_whenever_the_pumps_are_off_is_offset(float atRest, float more, bool isFault)
    {
        Faults(120, (minute, i) => Stop(minute, i, atRest + (i / 30 % 2 * more))).ShouldBe(isFault ? ["standpipe_pressure offset"] : []);
        var once = Faults(120, (minute, i) => Stop(minute, i < 90 ? 0 : i, atRest));
        if (atRest < 0) once.ShouldBe(["standpipe_pressure offset"], "a gauge shows no vacuum");
        else once.ShouldBeEmpty("held pressure, seen once only");
    }

    [Fact]
    public void A_pressure_test_without_pumping_between_is_no_offset() => Faults(120, (minute, i) =>
    {
        Rest(minute, i);
        (minute[MudFlowIn], minute[StandpipePressure]) = (0, 20e6f);
        (minute[StandpipePressureMin], minute[StandpipePressureMax]) = (20e6f, 20e6f);
    }).ShouldBeEmpty();

    [Theory]
    [InlineData(1 / 9.81f, true)]
    [InlineData(1 / 12f, true)]
    [InlineData(1 / 5f, false)]
    [InlineData(1 / 20f, false)]
    [InlineData(9.81f, false)]
    public void A_level_that_falls_to_a_tenth_at_once_is_in_g(float factor, bool isFault)
    {
        void Fall(Minute minute, int i)
        {
            Drill(minute, i);
            var level = (2 + 0.3f * (float)Math.Sin(i * 2.3)) * (i < 60 ? 1 : i == 60 ? (1 + factor) / 2 : factor);
            (minute[LateralRms], minute[WaveformRms]) = (level, level);
        }

        Faults(120, Fall).ShouldBe(isFault ? ["vibration_lateral wrong_unit", "waveform wrong_unit"] : []);
        Faults(63, Fall).ShouldBeEmpty("too short");
        Faults(120, (minute, i) =>
        {
            Fall(minute, i);
            if (i > 59) minute[RotarySpeed] = 60;
        }).ShouldBeEmpty("half the speed");
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_level_that_fell_during_a_trip_is_in_g_only_where_another_stayed(bool both, bool isFault) => Faults(120, (minute, i) =>
    {
        if (i is >= 40 and < 100) return;
        Drill(minute, i);
        (minute[WaveformRms], minute[LateralRms]) = (i < 40 ? 2 : 0.2f, both && i >= 40 ? 0.1f : 1);
    }).ShouldBe(isFault ? ["waveform wrong_unit"] : []);

    [Theory]
    [InlineData(8, 0, true)] // the thermometer drifts
    [InlineData(8, 1, false)] // the motor grows hotter, and cools faster for it
    [InlineData(3, 0, false)] // too little to tell
    public void A_motor_that_rises_and_does_not_cool_faster_has_a_drifting_thermometer(double drift, double heat, bool isFault)
    {
        var (motor, gearbox, bearing) = (45.0, 30.0, 25.0);
        Faults(120, (minute, i) =>
        {
            Drill(minute, i);
            var stands = i % 28 >= 25;
            if (stands) (minute[Turning], minute[Drilling]) = (0, 0);
            motor += ((stands ? 0 : 50 + (heat * drift * i / 60)) - motor) / 15;
            gearbox += ((stands ? 0 : 32) - gearbox) / 26;
            bearing += ((stands ? 0 : 28) - bearing) / 20;
            minute[MotorTemperature] = (float)(20 + motor + ((1 - heat) * drift * i / 60));
            (minute[GearboxTemperature], minute[BearingTemperature]) = (20 + (float)gearbox, 20 + (float)bearing);
        }).ShouldBe(isFault ? ["motor_temperature drifting"] : []);
    }

    [Theory]
    [InlineData(8, 0, 15, true)]
    [InlineData(8, 0, 40, true)] // a motor of tonnes
    [InlineData(8, 1, 15, false)]
    [InlineData(8, 1, 40, false)]
    [InlineData(3, 0, 15, false)]
    public void Round_a_trip_a_drifting_thermometer_is_told_by_its_response(double drift, double heat, double minutes, bool isFault)
    {
        const int Steps = 12;
        var (motor, gearbox, bearing) = (48.0, 30.0, 25.0);
        Faults(120, (minute, i) =>
        {
            Drill(minute, i);
            var stands = i is >= 40 and < 75 || i % 28 >= 25;
            if (stands) (minute[Turning], minute[Drilling]) = (0, 0);
            var (sum, sister, other) = (0.0, 0.0, 0.0);
            for (var step = 0; step < Steps; step++)
            {
                var hours = (i + ((double)step / Steps)) / 60;
                motor += ((stands ? 0 : 50 + (heat * drift * hours)) - motor) / (minutes * Steps);
                gearbox += ((stands ? 0 : 32) - gearbox) / (26 * Steps);
                bearing += ((stands ? 0 : 28) - bearing) / (20 * Steps);
                sum += motor + ((1 - heat) * drift * hours);
                (sister, other) = (sister + gearbox, other + bearing);
            }
            minute[MotorTemperature] = (float)(20 + (sum / Steps));
            (minute[GearboxTemperature], minute[BearingTemperature]) = ((float)(20 + (sister / Steps)), (float)(20 + (other / Steps)));
        }).ShouldBe(isFault ? ["motor_temperature drifting"] : []);
    }

    [Fact]
    public void A_machine_that_grows_quiet_little_by_little_is_quiet() => Faults(120, (minute, i) =>
    {
        Drill(minute, i);
        minute[WaveformRms] = 5 * MathF.Exp(-i / 40f);
    }).ShouldBeEmpty();

    [Fact]
    public void Trends_do_not_see_what_a_sensor_at_fault_measured()
    {
        var minutes = Make(60, Drill);
        SensorTrends.Without(minutes, SensorFaultSet.None).SequenceEqual(minutes).ShouldBeTrue();
        var faults = SensorFaultSet.None;
        faults.Add(SensorFaultKind.Frozen, StandardChannels.Torque);
        var sound = SensorTrends.Without(minutes, faults)[7];
        float.IsNaN(sound[Torque]).ShouldBeTrue();
        float.IsNaN(sound[TorqueMax]).ShouldBeTrue();
        (sound.Number, sound[HookLoad], sound[RotarySpeed]).ShouldBe((minutes[7].Number, minutes[7][HookLoad], minutes[7][RotarySpeed]));
        float.IsNaN(minutes[7][Torque]).ShouldBeFalse("the minutes themselves stay");
    }

    [Fact]
    public void Channels_that_are_not_there_accuse_none()
    {
        Faults(120, (_, _) => { }).ShouldBeEmpty();
        Faults(120, (minute, _) => (minute[Turning], minute[Drilling], minute[RateOfPenetration]) = (1, 1, 0.01f)).ShouldBeEmpty();
        SensorTrends.Find([]).IsEmpty.ShouldBeTrue();
        Faults(1, Drill).ShouldBeEmpty();
    }

    [Fact]
    public void Gaps_are_no_minutes_of_the_same_value()
    {
        var minutes = Make(120, (minute, i) => Freeze(minute, i, (int)Torque, from: 105)).ToList();
        minutes.RemoveAt(110);
        SensorWindow.NamesOf(SensorTrends.Find(minutes.ToArray())).ShouldBeEmpty();
    }

    private static string[] Faults(int count, Action<Minute, int> fill) => SensorWindow.NamesOf(SensorTrends.Find(Make(count, fill)));

    private static Minute[] Make(int count, Action<Minute, int> fill) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var minute = new Minute { Number = 1000 + i, Blocks = 60 };
        minute.Values.AsSpan().Fill(float.NaN);
        fill(minute, i);
        return minute;
    })];

    private static void Drill(Minute minute, int i)
    {
        var wave = (float)Math.Sin(i * 1.7);
        (minute[Turning], minute[Drilling], minute[RateOfPenetration]) = (1, 1, 0.008f + 0.001f * wave);
        (minute[RotarySpeed], minute[RotarySpeedDeviation]) = (120, 2);
        (minute[Torque], minute[TorqueMin], minute[TorqueMax]) = (15_000 + 900 * wave, 12_000 + 500 * wave, 19_000 + 700 * wave);
        (minute[HookLoad], minute[HookLoadMin], minute[HookLoadMax]) = (1e6f + 9_000 * wave, 9.7e5f + 9_000 * wave, 1.03e6f + 9_000 * wave);
        (minute[StandpipePressure], minute[StandpipePressureMin], minute[StandpipePressureMax]) =
            (20e6f + 1e5f * wave, 19e6f + 1e5f * wave, 21e6f + 1e5f * wave);
        (minute[WeightOnBit], minute[MotorCurrent], minute[MudFlowIn]) = (90_000 + 4_000 * wave, 400 + 20 * wave, 0.04f);
        (minute[BitDepth], minute[HoleDepth]) = (2_000 + i, 2_000 + i);
        (minute[BearingTemperature], minute[MotorTemperature], minute[GearboxTemperature]) = (60 + wave, 75 + wave, 66 + wave);
    }

    private static void Rest(Minute minute, int i)
    {
        (minute[Turning], minute[Drilling], minute[RotarySpeed]) = (0, 0, 0);
        var excess = 40 * MathF.Exp(-i / 20f);
        (minute[BearingTemperature], minute[MotorTemperature], minute[GearboxTemperature]) = (20 + excess, 22 + excess, 21 + excess);
    }

    // Three minutes of connection in each half hour.
    private static void Stop(Minute minute, int i, float pressure)
    {
        Drill(minute, i);
        if (i % 30 < 27) return;
        (minute[Turning], minute[Drilling], minute[MudFlowIn]) = (0, 0, 0);
        (minute[StandpipePressure], minute[StandpipePressureMin], minute[StandpipePressureMax]) =
            (pressure, pressure - 1e4f, pressure + 1e4f);
    }

    private static void Freeze(Minute minute, int i, int column, int from)
    {
        Drill(minute, i);
        if (i < from) return;
        var still = new Minute { Number = 0 };
        Drill(still, 0);
        // A mean is followed by its minimum and maximum, where there are some.
        var last = (MinuteColumn)column is Torque or HookLoad or StandpipePressure ? column + 2 : column;
        for (var c = column; c <= last; c++) minute[(MinuteColumn)c] = still[(MinuteColumn)column];
    }

    private static void Scale(Minute minute, int i, int column, float factor, int from)
    {
        Drill(minute, i);
        if (i < from) return;
        var last = (MinuteColumn)column is Torque or HookLoad or StandpipePressure ? column + 2 : column;
        for (var c = column; c <= last; c++) minute[(MinuteColumn)c] *= factor;
    }
}
