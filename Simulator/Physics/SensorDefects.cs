namespace Maintenance.Simulator.Physics;

/// <summary>
/// What sensors do wrong: stretches without a value, slow drift and single spikes. Each is a function of (seed, asset, channel, ten-minute
/// slot), so a stretch that crosses blocks is the same whoever asks.
/// </summary>
internal sealed class SensorDefects(ulong seed, int asset)
{
    private const int SlotSeconds = 600;

    /// <summary>Applies them to one second of one channel in place.</summary>
    /// <param name="channel">Channel number.</param>
    /// <param name="unixSecond">Second of the first value.</param>
    /// <param name="values">Values at a constant interval over one second.</param>
    /// <param name="spike">Size of a spike; also the scale of drift (a hundredth of it).</param>
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
        // Drift: a sine over the slot that starts and ends at zero, so that slots join without a step.
        var drift = (float)(0.01 * spike * (driftTurns - 0.5) * PortableMath.SinTurns(0.5 * inSlot / SlotSeconds));
        foreach (ref var value in values) value += drift;
    }
}
