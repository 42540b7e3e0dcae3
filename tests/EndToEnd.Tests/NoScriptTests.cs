namespace Maintenance.EndToEnd.Tests;

/// <summary>Every page with scripts off: what is to be read is there.</summary>
[Collection(Browsing.Collection)]
public sealed class NoScriptTests(Browsing browsing)
{
    // An element that only a script fills leaves a hole; what is folded is unfolded to look for it.
    private const string Holes =
        """
        () => {
          const folded = [...document.querySelectorAll('details:not([open])')];
          folded.forEach(d => { d.open = true; });
          const holes = [...document.querySelectorAll('main, main *')]
            .filter(e => e.localName.includes('-') || ['main', 'section', 'table'].includes(e.localName))
            .filter(e => e.getBoundingClientRect().height > 30 && !e.innerText.trim() && !e.querySelector('svg, img'))
            .map(e => e.outerHTML.slice(0, 120));
          folded.forEach(d => { d.open = false; });
          return holes;
        }
        """;

    private const string TooWide =
        """
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] : [...document.querySelectorAll('body *')]
          .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest('.scroll, nav'))
          .slice(0, 3).map(e => e.outerHTML.slice(0, 120))
        """;

    [Theory]
    [InlineData("desktop")]
    [InlineData("phone")]
    public async Task Every_page_can_be_read_without_script(string device)
    {
        await using var visit = await browsing.VisitAsync(device, script: false);
        var page = visit.Page;
        await visit.SignInAsync();
        var found = new List<string>();
        foreach (var (_, name, path) in await PageList.OfAsync(browsing.Product))
        {
            await page.GotoAsync(path);
            await page.Locator("h1").First.WaitForAsync();
            var text = await page.Locator("main").InnerTextAsync();
            if (text.Trim().Length < 40) found.Add($"{name}: says only '{text.Trim()}'");
            if (text.Contains("Loading", StringComparison.OrdinalIgnoreCase)) found.Add($"{name}: waits for a script");
            found.AddRange((await page.EvaluateAsync<string[]>(Holes)).Select(h => $"{name}: nothing in {h}"));
            found.AddRange((await page.EvaluateAsync<string[]>(TooWide)).Select(w => $"{name}: wider than the screen: {w}"));
            var script = await page.Locator(".script-only").EvaluateAllAsync<int>("e => e.filter(x => x.offsetParent !== null).length");
            if (script > 0) found.Add($"{name}: offers what only a script can do");
        }
        found.ShouldBeEmpty();
    }
}
