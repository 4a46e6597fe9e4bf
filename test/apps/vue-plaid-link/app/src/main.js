import Vue from 'vue'
import Members from './components/Members.vue'

new Vue({ render: h => h(Members) }).$mount('#app')
