using System.Linq.Expressions;
using Infusion.Rules.Benchmarks.Whole;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>All rules in one compiled expression tree that gives those that hold as bits, and one tree for each output.</summary>
internal sealed class CompiledTree
{
    private readonly Func<PeerPatient, ulong> _holds;
    private readonly Func<PeerPatient, long> _earliest = PeerRules.Parse<long>(PeerRules.Outputs[0].Text).Compile();
    private readonly Func<PeerPatient, LocalDate> _from = PeerRules.Parse<LocalDate>(PeerRules.Outputs[1].Text).Compile();
    private readonly Func<PeerPatient, LocalDate> _to = PeerRules.Parse<LocalDate>(PeerRules.Outputs[2].Text).Compile();

    public CompiledTree()
    {
        ParameterExpression patient = Expression.Parameter(typeof(PeerPatient), "p");
        Expression sum = Expression.Constant(0UL);
        for (int rule = 0; rule < PeerRules.All.Length; rule++)
        {
            Expression<Func<PeerPatient, bool>> when = PeerRules.Parse<bool>(PeerRules.All[rule].Text);
            Expression body = new Renamed(when.Parameters[0], patient).Visit(when.Body);
            sum = Expression.Or(sum, Expression.Condition(body, Expression.Constant(1UL << rule), Expression.Constant(0UL)));
        }

        _holds = Expression.Lambda<Func<PeerPatient, ulong>>(sum, patient).Compile();
    }

    public Answer Decide(PeerPatient patient) =>
        PeerRules.Read(_holds(patient), _earliest(patient), patient.Stage ? _from(patient) : null, patient.Stage ? _to(patient) : null);

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
