using static Maintenance.Core.Conditions.Descriptors;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>Positions of the descriptors of envelope and bearing, looked up by name once.</summary>
internal static class EnvelopeIndex
{
    public static readonly int EnvelopeCentreHz = IndexOf("envelope_centre_hz");
    public static readonly int EnvelopeWidthHz = IndexOf("envelope_width_hz");
    public static readonly int EnvelopeKurtosis = IndexOf("envelope_kurtosis");
    public static readonly int EnvelopeRms = IndexOf("envelope_rms");
    public static readonly int EnvelopeLineHz = IndexOf("envelope_line_hz");
    public static readonly int EnvelopeLineProminence = IndexOf("envelope_line_prominence");
    public static readonly int BpfoAmplitude = IndexOf("bpfo_amplitude");
    public static readonly int BpfiAmplitude = IndexOf("bpfi_amplitude");
    public static readonly int BsfAmplitude = IndexOf("bsf_amplitude");
    public static readonly int FtfAmplitude = IndexOf("ftf_amplitude");
    public static readonly int BpfoProminence = IndexOf("bpfo_prominence");
    public static readonly int BpfiProminence = IndexOf("bpfi_prominence");
    public static readonly int BsfProminence = IndexOf("bsf_prominence");
    public static readonly int FtfProminence = IndexOf("ftf_prominence");
    public static readonly int BpfiSidebands = IndexOf("bpfi_sidebands");
    public static readonly int BsfSidebands = IndexOf("bsf_sidebands");
}
