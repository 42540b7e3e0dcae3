using Microsoft.Playwright;

namespace Maintenance.EndToEnd.Tests;

/// <summary>A real browser. Every visit is a person of their own: no cookie of another.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly ViewportSize Desktop = new() { Width = 1440, Height = 900 };
    private static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };

    // Of anything a page does, in ms: a machine may be busy, and no test is about that.
    private const float Limit = 120_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        }));
    }

    /// <summary>A blank page.</summary>
    /// <param name="url">Address of the product.</param>
    /// <param name="device">desktop or phone.</param>
    /// <param name="colours">What the person prefers.</param>
    /// <param name="script">False: the browser runs no script.</param>
    /// <param name="probe">Script that runs in every page before its own.</param>
    public async Task<Visit> VisitAsync(string url, string device = "desktop", ColorScheme colours = ColorScheme.Light, bool script = true,
        string? probe = null)
    {
        var isPhone = device == "phone";
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = url, ViewportSize = isPhone ? Phone : Desktop, HasTouch = isPhone, ColorScheme = colours, JavaScriptEnabled = script,
        });
        context.SetDefaultTimeout(Limit);
        if (probe is not null) await context.AddInitScriptAsync(probe);
        return new Visit(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
