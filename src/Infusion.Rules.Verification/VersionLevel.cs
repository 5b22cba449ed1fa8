namespace Infusion.Rules.Verification;

/// <summary>How much a new version number of a policy says that it changes.</summary>
public enum VersionLevel
{
    /// <summary>Nothing that is judged.</summary>
    None,

    /// <summary>Wording, sources, or a value that no decision shows.</summary>
    Patch,

    /// <summary>More caution, other questions, dates or amounts.</summary>
    Minor,

    /// <summary>Less caution, or what has no direction.</summary>
    Major,
}
