using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Maintenance.Core.Conditions;
using Maintenance.Simulator.Player.Csv;

namespace Maintenance.Training.Evaluation.Drilling;

/// <summary>
/// What WITSML documents say beside their readings: surveyed trajectories, bits, and how a log numbers the activities of the rig. Versions
/// 1.3.1.1, 1.4.1.1 and 2.0 differ in the case of names and in namespaces, which are ignored.
/// </summary>
internal sealed class WitsmlObjects
{
    private const double Degree = Math.PI / 180;
    private readonly List<RecordedTrajectory> _trajectories = [];
    private readonly List<(string Well, double DiameterM)> _bits = [];

    /// <summary>Trajectories with two or more stations.</summary>
    public IReadOnlyList<RecordedTrajectory> Trajectories => _trajectories;

    /// <summary>Diameters of the bits named in the documents, m, with the well as named there, "" where it is not.</summary>
    public IReadOnlyList<(string Well, double DiameterM)> Bits => _bits;

    /// <summary>How the log numbers its rig activities; null when no curve says.</summary>
    public ActivityCode? Activity { get; private set; }

    /// <summary>Mnemonic of the curve of rig activities.</summary>
    public string? ActivityMnemonic { get; private set; }

    /// <summary>Diameters of a well's bits, m; those without a well belong to every one.</summary>
    /// <param name="asset">Its asset id, which keeps letters and digits of the name.</param>
    public IReadOnlyList<double> BitsOf(string asset) => [.. _bits.Where(b => b.Well.Length == 0
        || string.Equals(LettersAndDigits(b.Well), LettersAndDigits(asset), StringComparison.OrdinalIgnoreCase))
        .Select(b => b.DiameterM).Distinct().Order()];

    /// <summary>Reads all documents of a folder.</summary>
    /// <param name="folder">Folder; other files in it are passed over.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidDataException">A document is damaged; the message names it.</exception>
    public static WitsmlObjects Read(string folder, CancellationToken cancellationToken)
    {
        var objects = new WitsmlObjects();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!file.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
                && !file.EndsWith(".xml.gz", StringComparison.OrdinalIgnoreCase)) continue;
            try
            {
                objects.Read(file);
            }
            catch (XmlException e)
            {
                throw new InvalidDataException($"{file} is not well-formed XML: {e.Message} Fetch it again, or take it away.", e);
            }
        }
        return objects;
    }

    private void Read(string file)
    {
        using var text = CsvRecordReader.OpenText(file);
        using var xml = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        xml.MoveToContent();
        switch (xml.LocalName.ToUpperInvariant())
        {
            case "TRAJECTORYS" or "TRAJECTORY":
                ReadTrajectories(file, xml);
                break;
            case "BITRECORDS" or "BITRECORD" or "BHARUNS" or "BHARUN" or "TUBULARS" or "TUBULAR":
                ReadBits(xml);
                break;
            case "LOGS" or "LOG" when Activity is null:
                ReadActivity(xml);
                break;
            default:
                break;
        }
    }

    private void ReadTrajectories(string file, XmlReader xml)
    {
        var root = (XElement)XNode.ReadFrom(xml);
        foreach (var trajectory in root.DescendantsAndSelf().Where(e => Is(e, "trajectory")))
        {
            var stations = trajectory.Elements().Where(e => Is(e, "trajectoryStation")).Select(Station).OfType<RecordedStation>()
                .OrderBy(s => s.Station.MeasuredDepthM).ToList();
            var distinct = stations.Where((s, i) => i == 0 || s.Station.MeasuredDepthM > stations[i - 1].Station.MeasuredDepthM).ToList();
            if (distinct.Count < 2) continue;
            var name = Child(trajectory, "name")?.Value
                ?? trajectory.Descendants().FirstOrDefault(e => Is(e, "title"))?.Value ?? Path.GetFileName(file);
            var section = Child(trajectory, "aziVertSect") is { } azimuth ? Angle(azimuth) : 0;
            _trajectories.Add(new RecordedTrajectory(name, double.IsNaN(section) ? 0 : section, distinct));
        }
    }

    private static RecordedStation? Station(XElement station)
    {
        double Of(string name) => Child(station, name) is { } e ? Length(e) : double.NaN;
        var (depth, inclination, azimuth) = (Of("md"), AngleOf(station, "incl"), AngleOf(station, "azi"));
        if (double.IsNaN(depth) || double.IsNaN(inclination)) return null;
        if (double.IsNaN(azimuth))
        {
            if (inclination != 0) return null;
            azimuth = 0;
        }
        return new RecordedStation(new SurveyStation(depth, inclination, azimuth), Of("tvd"), Of("dispNs"), Of("dispEw"), Of("vertSect"));
    }

    private void ReadBits(XmlReader xml)
    {
        var root = (XElement)XNode.ReadFrom(xml);
        foreach (var element in root.DescendantsAndSelf())
        {
            var diameter = Is(element, "bitRecord") ? Child(element, "diaBit")
                : Is(element, "tubularComponent") && Child(element, "typeTubularComp")?.Value is { } type
                    && type.Contains("bit", StringComparison.OrdinalIgnoreCase) ? Child(element, "od") : null;
            if (diameter is null || Length(diameter) is not (> 0.02 and < 2 and var metres)) continue;
            var well = element.AncestorsAndSelf().Select(e => Child(e, "nameWell")?.Value).FirstOrDefault(n => n is not null);
            _bits.Add((well ?? "", metres));
        }
    }

    private void ReadActivity(XmlReader xml)
    {
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName is "data" or "logData") return;
            if (xml.LocalName is not "logCurveInfo") continue;
            using var inner = xml.ReadSubtree();
            inner.MoveToContent();
            var curve = (XElement)XNode.ReadFrom(inner);
            if (Child(curve, "mnemonic")?.Value is not { } mnemonic || !mnemonic.Contains("activity", StringComparison.OrdinalIgnoreCase)
                || ActivityCode.TryParse(Child(curve, "curveDescription")?.Value ?? "") is not { } code) continue;
            (Activity, ActivityMnemonic) = (code, mnemonic);
            return;
        }
    }

    private static string LettersAndDigits(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit));

    private static bool Is(XElement element, string name) => element.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static XElement? Child(XElement element, string name) => element.Elements().FirstOrDefault(e => Is(e, name));

    private static double AngleOf(XElement station, string name) => Child(station, name) is { } e ? Angle(e) : double.NaN;

    private static string Unit(XElement element) =>
        element.Attributes().FirstOrDefault(a => a.Name.LocalName.Equals("uom", StringComparison.OrdinalIgnoreCase))?.Value ?? "";

    private static double Number(XElement element) =>
        double.TryParse(element.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value + 999.25) > 1e-9
            ? value : double.NaN;

    private static double Length(XElement element) => Number(element) * Unit(element).ToUpperInvariant() switch
    {
        "" or "M" => 1,
        "MM" => 0.001,
        "CM" => 0.01,
        "KM" => 1000,
        "FT" => 0.3048,
        "FTUS" => 1200.0 / 3937,
        "IN" or "INCH" => 0.0254,
        _ => double.NaN,
    };

    private static double Angle(XElement element) => Unit(element).ToUpperInvariant() switch
    {
        "RAD" => Number(element) / Degree,
        "" or "DEGA" or "DEG" => Number(element),
        "MRAD" => Number(element) / Degree / 1000,
        "GON" or "GRAD" => Number(element) * 0.9,
        _ => double.NaN,
    };
}
