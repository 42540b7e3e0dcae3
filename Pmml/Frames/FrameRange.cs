namespace Maintenance.Pmml.Frames;

/// <summary>The slots that a model and the models inside it write.</summary>
/// <param name="First">First slot.</param>
/// <param name="End">Slot after the last.</param>
internal readonly record struct FrameRange(int First, int End)
{
    /// <summary>Empties the slots: a frame holds what an earlier row, or another model, left in it.</summary>
    public void SetMissing(Span<double> frame) => frame[First..End].Fill(double.NaN);
}
