using System.Globalization;
using System.Text.RegularExpressions;
using Maintenance.Training.Evaluation.Drilling;

namespace Maintenance.Fuzz.Tests.Targets;

/// <summary>Trajectories, bits and rig activities of a WITSML document.</summary>
internal sealed class WitsmlObjectsTarget : FolderTarget
{
    public override string Name => "drilling-witsml";

    public override IReadOnlyList<Type> Reads => [typeof(WitsmlObjects), typeof(ActivityCode)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Utf8("<trajectorys xmlns='http://www.witsml.org/schemas/1series'><trajectory><name>a</name><aziVertSect uom='rad'>1</aziVertSect>"
            + "<trajectoryStation><md uom='m'>0</md><tvd uom='m'>0</tvd><incl uom='rad'>0</incl></trajectoryStation>"
            + "<trajectoryStation><md uom='ft'>100</md><incl uom='dega'>5</incl><azi uom='dega'>3</azi></trajectoryStation>"
            + "</trajectory></trajectorys>"),
        Utf8("<bitRecords><bitRecord><diaBit uom='in'>8.5</diaBit></bitRecord></bitRecords>"),
        Utf8("<logs><log><logCurveInfo><mnemonic>RigActivityCode</mnemonic><curveDescription>NoMonitor[0] Drilling[1] InSlips[4] "
            + "Rotating (100)</curveDescription></logCurveInfo><logData><data>1</data></logData></log></logs>"),
    ];

    public override IReadOnlyList<string> Words { get; } =
        ["trajectoryStation", "<md uom='m'>", "-999.25", "1e308", "uom='in'", "[1]", "(10)", "Tripping[7]", "NaN", "bharuns"];

    public override bool Refuses(Exception error) => error is InvalidDataException or RegexMatchTimeoutException;

    protected override string ReadFile(byte[] input)
    {
        Write("a.xml", input);
        var objects = WitsmlObjects.Read(Folder, CancellationToken.None);
        Require(objects.Trajectories.All(t => t.Stations.Count >= 2), "a trajectory of one station was accepted");
        Require(objects.Bits.All(b => b.DiameterM is > 0 and < 2), "a bit has no possible diameter");
        return string.Create(CultureInfo.InvariantCulture,
            $"{objects.Trajectories.Count} trajectories, {objects.Bits.Count} bits, {objects.Activity?.StateOf(101)}");
    }
}
