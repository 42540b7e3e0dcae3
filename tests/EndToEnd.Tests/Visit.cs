using Microsoft.Playwright;

namespace Maintenance.EndToEnd.Tests;

/// <summary>One person's browser: its page, the WebSockets it opened, and what its console complained of.</summary>
internal sealed class Visit : IAsyncDisposable
{
    /// <summary>Folder for pictures of every page.</summary>
    public const string ScreensVariable = "MAINTENANCE_SCREENS";

    private readonly IBrowserContext _context;

    public Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => { if (message.Type == "error") Errors.Add(message.Text); };
        page.PageError += (_, error) => Errors.Add(error);
        page.WebSocket += (_, socket) =>
        {
            Sockets.Add(new Uri(socket.Url).AbsolutePath);
            socket.FrameSent += (_, frame) => { if (frame.Text is not null) Sent.Add(frame.Text); };
        };
    }

    public IPage Page { get; }

    public List<string> Errors { get; } = [];

    /// <summary>Paths of the WebSockets opened, in order.</summary>
    public List<string> Sockets { get; } = [];

    /// <summary>Text frames sent on any of them.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>Signs in; the page then shows the fleet.</summary>
    /// <returns>This visit.</returns>
    public async Task<Visit> SignInAsync(string name = "admin", string password = ProductProcess.AdminPassword)
    {
        await Page.GotoAsync("/sign-in");
        await FillSignInAsync(name, password);
        await ShowsAsync(Page.GetByTestId("fleet-row").First);
        return this;
    }

    /// <summary>Fills in the form of the page that is shown, and sends it.</summary>
    public async Task FillSignInAsync(string name, string password)
    {
        await Page.FillAsync("input[name=name]", name);
        await Page.FillAsync("input[name=password]", password);
        await Page.ClickAsync("[data-testid=sign-in-form] button[type=submit]");
    }

    /// <summary>Waits until it is shown; fails with what is shown instead.</summary>
    public async Task ShowsAsync(ILocator wanted)
    {
        try
        {
            await wanted.WaitForAsync();
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message}\n{Page.Url} "
                + $"shows:\n{await Page.InnerTextAsync("body")}\nErrors: {string.Join('\n', Errors)}", error);
        }
    }

    public Task UntilLiveAsync() => Page.Locator("[data-testid=live-state][data-state=live]").WaitForAsync();

    /// <summary>Keeps what a screen shows in the folder that the variable names, if it does: so <c>docs/screens</c> is made.</summary>
    public async Task ShotAsync(string name)
    {
        if (Environment.GetEnvironmentVariable(ScreensVariable) is not { Length: > 0 } screens) return;
        Directory.CreateDirectory(screens);
        await Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(screens, name + ".jpg"), Type = ScreenshotType.Jpeg, Quality = 78,
        });
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
