# Imports the staged module and names the sample run; every Pester file begins with it.
$script:Root = Split-Path (Split-Path $PSScriptRoot)
$script:Module = Join-Path $Root 'out/HybridNet.PowerShell'
$script:SampleRun = Join-Path $Root 'examples/v7EX'
Import-Module $Module -Force
