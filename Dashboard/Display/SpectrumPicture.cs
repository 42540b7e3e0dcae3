using System.Globalization;
using System.Text;
using Maintenance.Api.Wording;
using Maintenance.Core.Conditions;

namespace Maintenance.Dashboard.Display;

/// <summary>One spectrum as it is drawn: by the server as SVG, and by the client from the same values.</summary>
/// <param name="curve">Amplitudes.</param>
/// <param name="lines">Lines of the machine in it.</param>
/// <param name="unit">Unit of the amplitudes.</param>
internal sealed class SpectrumPicture(SpectrumCurve curve, IReadOnlyList<SpectrumLine> lines, DisplayUnit unit)
{
    public const int Width = 600;
    public const int Height = 140;

    private readonly double _highest = curve.FrequencyHz.Count > 0 ? curve.FrequencyHz[^1] : 1;
    private readonly double _greatest = Math.Max(curve.Amplitude.DefaultIfEmpty(0).Max(), double.Epsilon);

    /// <summary>Lines of the machine, ascending.</summary>
    public IReadOnlyList<SpectrumLine> Lines => lines;

    /// <summary>Unit of the amplitudes.</summary>
    public DisplayUnit Unit => unit;

    /// <summary>Frequencies, Hz, as the client reads them.</summary>
    public string Frequencies => string.Join(' ', curve.FrequencyHz.Select(Plain));

    /// <summary>Amplitudes in the reader's unit.</summary>
    public string Amplitudes => string.Join(' ', curve.Amplitude.Select(a => Plain(unit.Convert(a))));

    /// <summary>Frequency, kind and label of each line.</summary>
    public string Marks => string.Join('|', lines.Select(l => $"{Plain(l.FrequencyHz)};{KeyOf(l.Kind)};{LabelOf(l)}"));

    /// <summary>What a person who sees no picture is told.</summary>
    public string Description => string.Create(CultureInfo.InvariantCulture,
        $"Amplitudes up to {_highest:0} Hz; the greatest is {unit.FormatWithUnit(_greatest)} at "
            + $"{curve.FrequencyHz[IndexOfGreatest]:0.#} Hz");

    private int IndexOfGreatest => curve.Amplitude.Index().MaxBy(a => a.Item).Index;

    /// <summary>Path of the amplitudes: of each column of the picture the greatest.</summary>
    public string Path
    {
        get
        {
            var path = new StringBuilder();
            foreach (var column in curve.FrequencyHz.Zip(curve.Amplitude).GroupBy(p => (int)(Width * p.First / _highest)))
            {
                var (hz, amplitude) = column.MaxBy(p => p.Second);
                path.Append(CultureInfo.InvariantCulture,
                    $"{(path.Length == 0 ? 'M' : 'L')}{X(hz):F1} {Height * (1 - (amplitude / _greatest)):F1}");
            }
            return path.ToString();
        }
    }

    /// <summary>Place of a frequency in the picture.</summary>
    public double X(double hz) => Width * hz / _highest;

    /// <summary>Class of a kind.</summary>
    public static string KeyOf(SpectrumLineKind kind) => kind switch
    {
        SpectrumLineKind.Shaft => "shaft",
        SpectrumLineKind.GearMesh => "mesh",
        SpectrumLineKind.OuterRace => "outer",
        SpectrumLineKind.InnerRace => "inner",
        SpectrumLineKind.Element => "element",
        _ => "cage",
    };

    /// <summary>Short label: "2×", "BPFO", "3·BPFI", "mesh −1".</summary>
    public static string LabelOf(SpectrumLine line)
    {
        var name = line.Kind switch
        {
            SpectrumLineKind.Shaft => $"{line.Harmonic}×",
            SpectrumLineKind.GearMesh => Times(line.Harmonic, "mesh"),
            SpectrumLineKind.OuterRace => Times(line.Harmonic, "BPFO"),
            SpectrumLineKind.InnerRace => Times(line.Harmonic, "BPFI"),
            SpectrumLineKind.Element => Times(2 * line.Harmonic, "BSF"),
            _ => Times(line.Harmonic, "FTF"),
        };
        return line.Sideband == 0 ? name : $"{name} {(line.Sideband > 0 ? "+" : "−")}{Math.Abs(line.Sideband)}";
    }

    /// <summary>What a line is, in words.</summary>
    public static string NameOf(SpectrumLine line)
    {
        var name = line.Kind switch
        {
            SpectrumLineKind.Shaft => line.Harmonic == 1 ? "shaft" : $"shaft, harmonic {line.Harmonic}",
            SpectrumLineKind.GearMesh => "gear mesh",
            SpectrumLineKind.OuterRace => "outer race",
            SpectrumLineKind.InnerRace => "inner race",
            SpectrumLineKind.Element => "rolling element, both races",
            _ => "cage",
        };
        return line switch
        {
            { Sideband: not 0, Kind: SpectrumLineKind.Element } => $"{name}, side band of the cage",
            { Sideband: not 0 } => $"{name}, side band of the shaft",
            { Harmonic: > 1, Kind: not SpectrumLineKind.Shaft } => $"{name}, harmonic {line.Harmonic}",
            _ => name,
        };
    }

    private static string Times(int factor, string name) => factor == 1 ? name : $"{factor}·{name}";

    private static string Plain(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
