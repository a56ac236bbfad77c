BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'Export-HNChart' {
    It 'writes the kinds of the published report with real text' {
        $files = Import-HNRun $SampleRun | Export-HNChart -Kind DiceScatter, MetricCurve, SplitBar, ZeroDice -Destination TestDrive:/charts -Format Svg
        $files | Should -HaveCount 9
        foreach ($file in $files) {
            $svg = [xml](Get-Content $file -Raw)
            $svg.svg.title.'#text' | Should -Match '^v7EX'
            ($svg.GetElementsByTagName('text') | ForEach-Object InnerText) | Should -Contain $svg.svg.title.'#text'
        }
    }

    It 'leaves files that exist alone' {
        { Import-HNRun $SampleRun | Export-HNChart -Kind SplitBar -Destination TestDrive:/charts -ErrorAction Stop } | Should -Throw -ErrorId 'DestinationExists*'
        Import-HNRun $SampleRun | Export-HNChart -Kind SplitBar -Destination TestDrive:/charts -Force | Should -HaveCount 1
    }
}
