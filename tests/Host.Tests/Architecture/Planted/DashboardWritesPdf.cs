namespace Maintenance.Dashboard.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class DashboardWritesPdf
{
    public PdfSharp.Pdf.PdfDocument? Known { get; set; }
}
