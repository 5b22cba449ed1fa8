namespace Infusion.Rules.Visits;

/// <summary>Where a patient may be released to (R66).</summary>
public enum ReleaseDestination
{
    /// <summary>Home.</summary>
    Home,

    /// <summary>A hotel.</summary>
    Hotel,
}
