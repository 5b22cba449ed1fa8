namespace Infusion.Rules.Protocols;

/// <summary>Whether the clinic offers a route, from the least to the most cautious.</summary>
public enum RouteOutcome
{
    /// <summary>The clinic offers it.</summary>
    Offered,

    /// <summary>Which routes the clinic offers is not published.</summary>
    NotPublished,

    /// <summary>The clinic does not offer it, which says nothing against it.</summary>
    NotOffered,
}
