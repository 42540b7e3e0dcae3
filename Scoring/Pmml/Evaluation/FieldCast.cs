namespace Maintenance.Scoring.Pmml.Evaluation;

/// <summary>A derived field that takes over another's value, in single precision where its type says so.</summary>
internal sealed record FieldCast(int Source, int Slot, bool ToFloat)
{
    public void Apply(Span<double> frame) => frame[Slot] = ToFloat ? (float)frame[Source] : frame[Source];
}
