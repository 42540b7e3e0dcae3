namespace Maintenance.Simulator.Physics;

/// <summary>
/// Sensor defects: dropouts, slow drift and single spikes. Each is a function of (seed, asset, channel, ten-minute slot), so a
/// defect that spans blocks is the same whichever block is generated.
/// </summary>
internal sealed class SensorDefects(ulong seed, int asset)
{
    private const int SlotSeconds = 600;

    /// <summary>Applies the defects to one second of one channel, in place.</summary>
    /// <param name="channel">Channel number.</param>
    /// <param name="unixSecond">Second of the first value.</param>
    /// <param name="values">Evenly spaced values over one second.</param>
    /// <param name="spike">Size of a spike, in the channel's unit; drift is scaled to a hundredth of it.</param>
    public void Apply(int channel, long unixSecond, Span<float> values, double spike)
    {
        var slot = unixSecond / SlotSeconds;
        var inSlot = (int)(unixSecond - slot * SlotSeconds);
        var random = new SeededRandom(seed, asset, SeededRandom.Purpose.Sensor, slot * 64 + channel);
        var dropsOut = random.NextUnit() < 0.02;
        var dropAt = random.Below(SlotSeconds - 30);
        var dropFor = 2 + random.Below(25);
        var spikes = random.NextUnit() < 0.03;
        var spikeAt = random.Below(SlotSeconds);
        var sign = random.NextUnit() < 0.5 ? -1 : 1;
        var driftTurns = random.NextUnit();
        if (dropsOut && inSlot >= dropAt && inSlot < dropAt + dropFor)
        {
            values.Fill(float.NaN);
            return;
        }
        if (spikes && inSlot == spikeAt) values[random.Below(values.Length)] += (float)(sign * spike);
        // Drift: a sine over the slot that starts and ends at zero, so that slots join smoothly.
        var drift = (float)(0.01 * spike * (driftTurns - 0.5) * PortableMath.SinTurns(0.5 * inSlot / SlotSeconds));
        foreach (ref var value in values) value += drift;
    }
}
